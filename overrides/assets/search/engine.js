// The search's engine: a query becomes a plan, and the plan answers; it knows no page and no network.
// derive/search/plan.py and rank.py say the same in Python, and a test holds the two together.
(scope => {
  "use strict";
  const { fold, root, split, tokens, WORD, SHORTER } = scope.swedish || require("./swedish.js");
  const { Whole, Nation, opened } = scope.vocabulary || require("./vocabulary.js");
  const MOST = 32, LONGEST = 5, LONG = 8, GENERAL = ["kommun", "kommuns", "stad", "stads", "region"], JOINTS = ["", "s"], NOUN = "ning", LEAST = 4, PART = 0.4;
  const WIDE = 10; // of the best hits: of their documents, all sections answer where the head does
  const FILES = 600, SHARDS = 3, HELD = 6000, SHOWN = 20; // of the nation's index: files in memory, shards, units of a listing, hits

  // The plan: for each word of a query, the roots of the index that may stand for it
  class Word {
    constructor(written, index, kind = WORD, shorter = "", titled = false) {
      const plain = kind === WORD;
      Object.assign(this, { written, plain, shorter, titled, root: plain ? root(written) : written, silent: index.silent.has(written), ways: [] });
    }
    add(roots, share) {
      const same = this.ways.find(way => way.roots.join() === roots.join());
      if (!same) this.ways.push({ roots, share });
      else same.share = Math.max(share, same.share);
    }
  }
  function plan(query, known, index, typing) {
    const { ranking } = index, corrected = [], loud = one => !one.silent;
    let words = wordsOf(query, index);
    const named = homes(words, index);
    if (named.rest.some(loud)) words = named.rest;
    const told = words.some(loud) ? words.filter(loud) : words;
    told.forEach((one, at) => asItIs(one, known, ranking, typing && at === told.length - 1));
    joined(told, known, ranking);
    const extra = synonyms(words, told, known, index);
    for (const one of told) {
      if (!one.plain || one.silent || one.ways.length || known.missing.size) continue; // what is not fetched yet may meet it
      const read = otherwise(one, known, index);
      if (read) corrected.push([one.written, read]);
    }
    return { wants: told.concat(extra), corrected, homes: named.found };
  }
  // The words and identifiers of a query; what an identifier is read as too is its own
  function wordsOf(query, index) {
    const found = tokens(query);
    let done = 0;
    return found.filter(({ end }) => end > done && (done = end)).slice(0, MOST).map(({ word, at, end, kind }, number) => {
      const shorter = found.find(one => one.at === at && one.kind === SHORTER), shown = query.slice(at, end);
      const titled = number && shown[0] !== shown[0].toLowerCase() && shown.slice(1) === shown.slice(1).toLowerCase();
      return new Word(word, index, kind, shorter && shorter.word, titled);
    });
  }
  // The municipalities that a query names, and its other words. A name that is an ordinary word ("vara") is meant
  // where it has a capital letter, or "kommun" after it.
  function homes(words, { places, ordinary }) {
    const found = [], rest = [];
    for (let at = 0; at < words.length;) {
      let size = LONGEST, slug, general;
      for (; size; size--) {
        const name = words.slice(at, at + size).map(one => fold(one.written)).join(" "), known = places.has(name) ? name : name.replace(/s$/, "");
        general = at + size < words.length && GENERAL.includes(words[at + size].written);
        slug = !ordinary.has(known) || words[at].titled || general ? places.get(known) : "";
        if (slug) break;
      }
      if (!slug) rest.push(words[at++]);
      else {
        found.push(slug);
        at += size + general;
      }
    }
    return { found, rest };
  }
  function asItIs(one, known, ranking, unfinished) {
    if (!one.plain) {
      if (known.has(one.written)) one.add([one.written], 1);
      if (one.shorter && known.has(one.shorter)) one.add([one.shorter], ranking.shorter);
      one.exact = one.ways.length > 0;
      return;
    }
    const alike = known.alike(one.root), sure = alike[0] === one.root || fold(one.root) !== one.root, other = ranking[sure ? "other marks" : "folded"];
    for (const found of alike) one.add([found], found === one.root ? 1 : other);
    one.exact = alike.length > 0;
    for (const other of [one.root + NOUN, one.root.replace(/ning$/, "")]) {
      if (other !== one.root && other.length >= LEAST && known.guessed(other) && known.has(other)) one.add([other], ranking.derived);
    }
    if (!alike.length || one.written.length >= LONG) {
      const inside = known.split(sure || !alike.length ? one.written : known.form(alike[0]));
      if (inside.length) one.add(inside, ranking.split);
    }
    if (unfinished) for (const found of known.starting(one.written)) one.add([found], ranking.starts);
  }
  function joined(told, known, ranking) {
    for (let at = 1; at < told.length; at++) {
      const one = told[at - 1], other = told[at];
      for (const joint of one.plain && other.plain ? JOINTS : []) {
        for (const whole of known.joins(one.written + joint) ? known.alike(root(one.written + joint + other.written)) : []) {
          if (whole.length <= one.written.length) continue; // an ending fell off with the second word
          one.add([whole], ranking.joined);
          other.add([whole], ranking.joined);
        }
      }
    }
  }
  function synonyms(words, told, known, index) {
    const extra = [], share = index.ranking.synonym, also = roots => index.also.get(roots.join(" ")) || [];
    for (let start = 0; start < words.length; start++) {
      for (let size = 1; size <= LONGEST && start + size <= words.length; size++) {
        const row = words.slice(start, start + size), alone = size === 1 && row[0].silent;
        const targets = alone ? [] : also(row.map(one => one.root)).map(target => known.resolve(target)).filter(roots => roots.length);
        let met = row.filter(one => told.includes(one));
        if (targets.length && !met.length) extra.push(...met = [new Word(row.map(one => one.written).join(" "), index)]);
        for (const roots of targets) met.forEach(one => one.add(roots, one.exact ? index.ranking["synonym beside"] : share));
      }
    }
    for (const one of told) {
      const inside = one.exact ? [] : known.split(one.written);
      inside.forEach((part, at) => {
        for (const target of also([part])) {
          const roots = known.resolve(target);
          if (roots.length) one.add([...inside.slice(0, at), ...roots, ...inside.slice(at + 1)], share * index.ranking.split);
        }
      });
    }
    return extra;
  }
  // An unknown word as one that it may be a slip for, or as a beginning or part of one; how it is read, if at all
  function otherwise(one, known, index) {
    const { ranking } = index, slips = known.slips(one.root);
    for (const [other, cost] of slips) one.add([other], ranking.typo / cost);
    if (slips.length) {
      const [nearest, cost] = slips[0], meant = new Word(known.form(nearest), index);
      asItIs(meant, known, ranking, false);
      synonyms([meant], [meant], known, index);
      for (const { roots, share } of meant.ways) one.add(roots, share * ranking.typo / cost);
      return meant.written;
    }
    if (known.missing.size) return "";
    for (const other of known.starting(one.written)) one.add([other], ranking.beginning);
    if (one.ways.length || known.missing.size) return "";
    const [inside, cost] = known.misspelt(one.written);
    if (inside.length) one.add(inside, cost ? ranking.split * ranking.typo / cost : ranking.part);
    return "";
  }

  // The units that a plan finds, the best first; equal ones in the index's order
  function rank(asked, known, ranking, kept) {
    const units = new Set(), found = [];
    const wants = asked.wants.map(want => met(want, known, ranking));
    const total = wants.reduce((sum, want) => sum + want.most, 0) || 1;
    for (const want of wants) want.met.forEach((_, unit) => units.add(unit));
    function add(unit, start) {
      if (!kept(unit, unit - start)) return;
      const home = !asked.homes.length || asked.homes.includes(known.home(unit));
      const score = scored(unit, start, wants, total, ranking) * (ranking[known.standing(unit)[2]] * (home ? 1 : ranking.elsewhere));
      found.push({ unit, start, score: Math.round(score * 1e9) / 1e9 });
    }
    const sort = () => found.sort((one, other) => other.score - one.score || one.unit - other.unit);
    units.forEach(unit => add(unit, known.start(unit)));
    sort();
    for (const start of new Set(found.slice(0, WIDE).map(hit => hit.start))) {
      const line = units.has(start) && known.line(start);
      for (let leaf = 1; line && leaf < line[7].length; leaf++) if (!units.has(start + leaf)) add(start + leaf, start);
    }
    return { found: sort(), wants };
  }
  // What meeting a word tells, and each unit's worth for it by its best way, with that way's roots that stand there;
  // a word tells the more the fewer units hold it in any of its ways.
  function met({ ways }, known, ranking) {
    const best = new Map(), whole = new Set();
    if (!ways.length) return { most: known.rarity(0) * ranking.unknown, met: best, ways };
    for (const { roots, share } of ways) {
      for (const [unit, sum] of byWay(roots, share, known, ranking)) {
        if (sum.roots.length === roots.length) whole.add(unit);
        else sum.worth *= ranking.missing;
        const before = best.get(unit);
        if (!before || before.worth < sum.worth) best.set(unit, sum);
      }
    }
    const counts = ways.filter(way => way.roots.length === 1).map(way => known.held(way.roots[0])); // a long listing is cut
    const most = known.rarity(Math.max(whole.size, ...counts));
    best.forEach(sum => { sum.worth *= most; });
    return { most, met: best, ways };
  }
  function byWay(roots, share, known, ranking) {
    const sums = new Map(), rarities = roots.map(one => known.rarity(known.held(one))), total = rarities.reduce((sum, one) => sum + one, 0);
    roots.forEach((one, number) => {
      const { units, impacts } = known.listing(one), worth = share * rarities[number] / total / ranking.levels;
      units.forEach((unit, at) => {
        const sum = sums.get(unit);
        if (!sum) sums.set(unit, { worth: worth * impacts[at], roots: [one] });
        else {
          sum.worth += worth * impacts[at];
          sum.roots.push(one);
        }
      });
    });
    return sums;
  }
  // A unit's worth; its document's head counts for it too, but less
  function scored(unit, start, wants, total, ranking) {
    let score = 0, covered = 0;
    for (const want of wants) {
      const own = want.met.get(unit), above = unit !== start && want.met.get(start);
      if (own || above) covered += want.most;
      score += (own ? own.worth : 0) + ranking.document * (above ? above.worth : 0);
    }
    return score * (1 - ranking.coverage * (1 - covered / total)) * (unit === start ? ranking.head : 1);
  }

  function filter(known, { kommun, typ, tema, status }) {
    const about = tema && known.about(tema);
    return (unit, leaf) => {
      const standing = known.standing(unit);
      return (!typ || standing[0] === typ) && (!status || standing[1] === status) &&
        (!kommun || known.home(unit) === kommun) && (!about || about(unit, leaf));
    };
  }
  // Hits as they are shown: a head without a text of its own as the first section
  function shown(asked, made, { found, wants }, known, every) {
    const hits = [], seen = new Set(), { query } = asked, limit = every ? asked.limit : Math.min(asked.limit, SHOWN);
    for (let at = 0; at < found.length && (every || hits.length < limit) && known.missing.size < limit; at++) {
      const { unit, start, score } = found[at], line = known.line(unit), first = unit === start;
      if (!line) continue;
      const leaf = first && !line[7][0][2] && line[7].length > 1 ? 1 : unit - start, size = seen.size;
      if (seen.add(start + leaf).size === size || size >= limit) continue;
      const [title, address, kind, , status, standing] = line, [anchor, heading] = line[7][leaf], terms = new Set();
      for (const want of wants) {
        for (const by of [want.met.get(unit), want.met.get(start)]) if (by) by.roots.forEach(one => terms.add(one));
      }
      hits.push({
        title, heading, anchor, address, first, municipality: line[9], kind, status, binds: standing === "binds",
        terms: Array.from(terms), score
      });
    }
    const more = !every && made.wants.some(want => want.ways.some(way => way.roots.some(one => known.listing(one).units.length >= HELD)));
    // Where not all are looked at, a head is taken for its first section, which it mostly is shown as.
    const all = new Set(every ? [] : found.map(hit => hit.unit)), twice = found.filter(hit => hit.unit === hit.start && all.has(hit.unit + 1));
    return { query, total: every ? seen.size : found.length - twice.length, more, hits, wants: wanted(wants, known), instead: instead(query, made.corrected), corrected: made.corrected };
  }
  // A query with its misspelt words as they were read, null where there are none
  function instead(query, corrected) {
    return !corrected.length ? null : corrected.reduce((text, [written, used]) => {
      const at = text.toLowerCase().indexOf(written);
      return at < 0 ? text : text.slice(0, at) + used + text.slice(at + written.length);
    }, query);
  }

  // What a sentence is to answer: for each word its worth and its ways, each with its roots' parts of it
  function wanted(wants, known) {
    return wants.filter(want => want.ways.length).map(({ most, ways }) => ({
      most,
      ways: ways.map(({ roots, share }) => {
        const rarities = roots.map(one => known.rarity(known.held(one))), total = rarities.reduce((sum, one) => sum + one, 0);
        return { share, roots: roots.map((one, at) => [one, rarities[at] / total]) };
      })
    }));
  }
  // What a sentence's roots are worth for a word, and which of them stand for it: those of whole ways, of the
  // best part of one where none is whole. One of the three words of a phrase is no sign of it.
  function worthOf({ most, ways }, here, ranking) {
    let best = 0, whole = [], part = { worth: 0, roots: [] };
    for (const { share, roots } of ways) {
      const met = roots.filter(([one]) => here.has(one)), told = met.reduce((sum, [, weight]) => sum + weight, 0);
      if (met.length === roots.length) {
        whole.push({ share, roots });
        best = Math.max(best, share);
      } else if (told >= PART && told * share > part.worth) part = { worth: told * share, roots: met };
    }
    if (!best) return { worth: most * ranking.missing * part.worth, roots: part.roots };
    return { worth: most * best, roots: whole.filter(way => way.share >= best / 2).flatMap(way => way.roots) };
  }
  // The sentence that is worth most, the earliest of equals, with the words that are worth something marked
  function mark(index, sentences, wants) {
    const known = new Set([...wants.flatMap(want => want.ways.flatMap(way => way.roots.map(([one]) => one))), ...index.heads.values()]);
    let most = -1, best = -1, runs = [];
    sentences.forEach((sentence, number) => {
      const words = tokens(sentence).filter(({ word }) => !index.silent.has(word)).map(token => [
        token, [root(token.word), ...split(token.word, index.heads, one => known.has(one))]
      ]);
      const here = new Set(words.flatMap(([, roots]) => roots)), met = wants.map(want => worthOf(want, here, index.ranking));
      const worth = met.reduce((sum, one) => sum + one.worth, 0);
      if (worth <= most) return;
      const signs = new Set(met.flatMap(one => one.roots.map(([root]) => root)));
      let done = 0;
      most = worth;
      best = number;
      runs = [];
      for (const [{ at, end }, roots] of words) {
        if (at < done || !roots.some(one => signs.has(one))) continue; // an identifier may be found by a part of it, too
        runs.push([sentence.slice(done, at), false], [sentence.slice(at, end), true]);
        done = end;
      }
      runs = runs.concat([[sentence.slice(done), false]]).filter(run => run[0]);
    });
    return { best, runs };
  }

  // An engine for an index; `get` fetches a file's JSON, by its address from the site's root.
  function engine(given, get) {
    const pairs = given.heads.map(one => typeof one === "string" ? [one, one] : one), files = new Map(), shards = new Map();
    const index = Object.assign({}, given, {
      silent: new Set(given.silent), places: new Map(given.places), ordinary: new Set(given.places.filter(one => one[2]).map(one => one[0])), heads: new Map(pairs), slips: new Set(given.slips),
      also: new Map(given.synonyms.map(([key, targets]) => [key, targets.map(target => target.split(" "))]))
    });
    const chunks = given.form === "chunks", nation = chunks && new Nation(index, files);

    // What is searched in: everything, or in a nation the municipality that the question is kept to
    function source(home) {
      if (chunks && !home) return nation;
      if (!chunks) home = "";
      if (!shards.has(home)) {
        const own = given.shards.filter(shard => !home || shard.municipality === home);
        const made = Promise.all(own.map(shard => get(shard.file))).then(found => new Whole(index, found));
        shards.set(home, made);
        made.catch(() => shards.delete(home)); // so that it is tried again
        forget(shards, SHARDS);
      }
      return shards.get(home);
    }
    function forget(map, most) {
      for (const name of map.keys()) if (map.size > most) map.delete(name);
    }
    // Does a work until nothing is missing for it; null where it is not wanted any more
    async function complete(known, unwanted, work) {
      for (;;) {
        known.missing.clear();
        const made = work(), missing = Array.from(known.missing);
        if (!missing.length) return made;
        const found = await Promise.all(missing.map(name => get(`data/sok/${name}.json`)));
        missing.forEach((name, at) => files.set(name, opened(name, found[at])));
        if (unwanted()) return null;
      }
    }
    // Answers a question; null where it is not wanted any more before all is fetched
    async function search(asked, unwanted = () => false) {
      const known = await source(asked.filters.kommun), { ranking } = index;
      if (unwanted()) return null;
      forget(files, FILES);
      const made = await complete(known, unwanted, () => plan(asked.query, known, index, asked.typing));
      const found = made && await complete(known, unwanted, () => {
        const kept = filter(known, asked.filters);
        return known.missing.size ? null : rank(made, known, ranking, kept);
      });
      return found && complete(known, unwanted, () => shown(asked, made, found, known, known !== nation));
    }
    return { search, mark: (sentences, wants) => mark(index, sentences, wants), start: () => source("") };
  }

  scope.search = { engine };
  if (typeof module !== "undefined") module.exports = scope.search;
})(typeof self !== "undefined" ? self : globalThis);
