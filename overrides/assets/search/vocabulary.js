// The search's index as it is published: its words, where they stand, and how a word that is none of them is found.
// derive/search/vocabulary.py says the same in Python, and a test holds the two together.
(scope => {
  "use strict";
  const { fold, root, split, LONGEST } = scope.swedish || require("./swedish.js");
  const FEWEST = 5, LONG = 7, MOST = 8; // letters of a word that may be misspelt, once and twice; words it may stand for
  const SHORTEST = 3, LEAST = 4; // letters of a beginning, and of a part that stands for a whole
  const FEW = 3, FURTHER = 4; // of the nation's index: words for a guess, and letters that may follow on a beginning
  const NOBODY = " ", AGAIN = "!", FIRST = 48; // signs of a slot: without a document, of the one before, of the first fact
  const VALUES = [];
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", (sign, value) => { VALUES[sign.charCodeAt(0)] = value; });
  const order = (one, other) => one < other ? -1 : one > other ? 1 : 0;

  // Terms that were read, each with its form and listing, which is read when it is asked for.
  class Terms {
    constructor() {
      this.entries = new Map();
      this.folded = new Map();
      this.shapes = new Map(); // words without marks by first letter and length, with the letters that they hold
    }
    add(data, base) {
      data.terms.forEach((term, at) => {
        let entry = this.entries.get(term);
        if (!entry) {
          entry = { form: data.forms ? whole(term, data.forms[at]) : term, total: data.held && data.held[at], written: [], units: [], impacts: [] };
          this.entries.set(term, entry);
          const flat = fold(term), alike = this.folded.get(flat);
          if (alike) alike.push(term);
          else {
            this.folded.set(flat, [term]);
            const shape = this.shapes.get(flat[0] + flat.length);
            if (shape) shape.push([flat, letters(flat)]);
            else this.shapes.set(flat[0] + flat.length, [[flat, letters(flat)]]);
          }
        } else if (entry.form === term && data.forms && data.forms[at]) entry.form = data.forms[at]; // known as a part only until now
        if (data.listings) entry.written.push([data.listings[at], base]);
      });
      return this;
    }
    // The roots that read as a term without marks, itself first
    alike(term) {
      const found = this.folded.get(fold(term)) || [];
      return found.slice().sort((one, other) => (other === term) - (one === term) || order(one, other));
    }
    listing(term) {
      const entry = this.entries.get(term) || { written: [], units: [], impacts: [] };
      for (const [text, base] of entry.written.splice(0)) read(text, base, entry);
      return entry;
    }
    held(term) {
      const entry = this.entries.get(term);
      return entry ? entry.total || this.listing(term).units.length : 0;
    }
    form(term) { return (this.entries.get(term) || { form: term }).form; }
  }
  // How a term is written, of what follows on it, or of all of it after a sign where it does not begin so
  const whole = (term, form) => form[0] === "=" ? form.slice(1) : term + form;
  // A listing as it is published: Base64 VLQ without signs, of 16 times the step from the unit before, and impact
  function read(text, unit, entry) {
    for (let at = 0, number = 0, scale = 1; at < text.length; at++) {
      const value = VALUES[text.charCodeAt(at)];
      number += (value & 31) * scale;
      scale *= 32;
      if (value & 32) continue;
      entry.units.push(unit += Math.floor(number / 16));
      entry.impacts.push(number % 16);
      number = 0;
      scale = 1;
    }
  }

  // What both forms of an index have: how a word that is none of its terms is found among them
  class Index {
    constructor(index) {
      this.index = index;
      this.slot = index.ranking.slot;
      this.missing = new Set();
    }
    alike(term) { return this.terms(term).alike(term); }
    has(term) { return this.terms(term).entries.has(term); }
    listing(term) { return this.terms(term).listing(term); }
    form(term) { return this.terms(term).form(term); }
    held(term) { return this.terms(term).held(term); }
    // How much it tells to be among so many units (BM25's idf)
    rarity(held) { return Math.log(1 + (this.units - held + 0.5) / (held + 0.5)); }
    resolve(roots) {
      const found = roots.map(one => {
        const alike = this.alike(one);
        return (alike.length || this.missing.size || one.length < FEWEST ? alike : this.starting(one))[0];
      });
      return found.every(Boolean) ? found : [];
    }
    // The roots of a compound's parts; none where it is no compound
    split(word) {
      const joined = word.split("-").filter(Boolean), found = joined.map(one => {
        const inside = split(one, this.heads, end => this.has(end));
        return inside.length || joined.length < 2 ? inside : [root(one)];
      });
      return this.resolve([].concat(...found));
    }
    // The roots that a term may be a slip for, and by how many letters, nearest first
    slips(term) {
      const flat = fold(term), own = letters(flat), found = [], most = flat.length >= LONG ? 2 : 1;
      if (flat.length < FEWEST || flat.length > LONGEST || /[0-9]/.test(flat)) return found;
      for (const letter of new Set(flat.slice(0, 2))) {
        this.near(letter, flat.length - most, flat.length + most, (other, terms, held) => {
          if (count(own ^ held) > 2 * most) return;
          const away = slip(flat, other, most);
          if (away <= most) terms.folded.get(other).forEach(one => found.push([one, away, terms.held(one)]));
        });
      }
      return found.sort((one, other) => one[1] - other[1] || other[2] - one[2] || order(one[0], other[0])).slice(0, this.guesses);
    }
    // The roots that begin so, without marks; the most common first
    starting(beginning) {
      const flat = fold(beginning), found = [];
      if (flat.length < SHORTEST) return found;
      this.near(flat[0], flat.length, flat.length + this.further, (other, terms) => {
        if (other.startsWith(flat)) terms.folded.get(other).forEach(one => found.push([one, terms.held(one)]));
      });
      return found.sort((one, other) => other[1] - one[1] || order(one[0], other[0])).slice(0, this.guesses).map(one => one[0]);
    }
    near(letter, least, most, look) {
      for (let size = least; size <= most; size++) {
        const terms = this.shaped(letter + size), shape = terms && terms.shapes.get(letter + size);
        if (shape) for (const [flat, held] of shape) look(flat, terms, held);
      }
    }
    // A compound of one known part and one that may be misspelt, and by how much
    misspelt(word) {
      if (word.length > LONGEST) return [[], 0];
      const like = part => this.slips(root(part))[0];
      for (let at = LEAST; at <= word.length - LEAST; at++) {
        const end = this.ending(root(word.slice(at)))[0], before = end && like(word.slice(0, at).replace(/s$/, ""));
        if (end) return before ? [[before[0], end], before[1]] : [[end], 0];
      }
      for (let at = word.length - LEAST; at >= LEAST; at--) {
        const begins = this.heads.get(word.slice(0, at)), after = begins && like(word.slice(at));
        if (begins) return after ? [[begins, after[0]], after[1]] : [[begins], 0];
      }
      return [[], 0];
    }
    // The municipality that a unit belongs to: the last one that begins at it or before
    home(unit) {
      const own = Math.floor(unit / this.slot);
      let low = 0, high = this.bases.length;
      while (high - low > 1) {
        const middle = low + high >> 1;
        if (this.bases[middle][1] > own) high = middle;
        else low = middle;
      }
      return this.bases[low][0];
    }
  }
  // Which letters a word holds, as bits; and how many bits there are
  function letters(flat) {
    let held = 0;
    for (let at = 0; at < flat.length; at++) held |= 1 << flat.charCodeAt(at);
    return held;
  }
  function count(bits) {
    let many = 0;
    for (; bits; bits &= bits - 1) many++;
    return many;
  }
  // How many slips make one word the other (optimal string alignment); more than `most` where they are more
  function slip(one, other, most) {
    let older = [], before = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let at = 1; at <= one.length; at++) {
      const here = [at];
      let least = at;
      for (let there = 1; there <= other.length; there++) {
        let cost = Math.min(before[there] + 1, here[there - 1] + 1, before[there - 1] + (one[at - 1] !== other[there - 1]));
        if (at > 1 && there > 1 && one[at - 1] === other[there - 2] && one[at - 2] === other[there - 1]) cost = Math.min(cost, older[there - 2] + 1);
        here.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      older = before;
      before = here;
    }
    return before[other.length];
  }

  // Some municipalities' shards as one index: nothing is ever missing in it.
  class Whole extends Index {
    constructor(index, shards) {
      super(index);
      Object.assign(this, { units: 0, guesses: MOST, further: LONGEST, every: new Terms(), slots: [], bases: [], heads: new Map() });
      for (const shard of shards) {
        this.bases.push([shard.municipality, this.slots.length]);
        this.every.add(shard, this.slots.length * this.slot);
        this.units += shard.units;
        for (const line of shard.documents) {
          const one = { line: line.concat(shard.municipality, shard.name), start: this.slots.length * this.slot };
          for (let many = 0; many < line[6]; many++) this.slots.push(one);
        }
      }
      index.heads.forEach((one, form) => this.has(one) && this.heads.set(form, one));
    }
    terms() { return this.every; }
    shaped() { return this.every; }
    ending(root) { return this.alike(root); }
    guessed() { return true; }
    joins() { return true; }
    at(unit) { return this.slots[Math.floor(unit / this.slot)]; }
    start(unit) { return this.at(unit).start; }
    line(unit) { return this.at(unit).line; }
    standing(unit) {
      const line = this.line(unit);
      return [line[2], line[3], line[5]];
    }
    about(theme) { return (unit, leaf) => leaf > 0 && this.line(unit)[7][leaf][2].includes(theme); }
  }

  // The nation's index in chunks: what is asked for and not among the files at hand is noted as missing.
  class Nation extends Index {
    constructor(index, files) {
      super(index);
      Object.assign(this, { units: index.units, guesses: FEW, further: FURTHER, bases: index.bases, heads: index.heads, files });
    }
    file(name) {
      const found = this.files.get(name);
      if (!found) this.missing.add(name);
      return found;
    }
    terms(term) { return this.file("t/" + hash(fold(term)) % this.index.chunks) || new Terms(); }
    shaped(name) { return this.index.slips.has(name) && this.file("o/" + name); }
    // What nobody wrote is only looked for where the words at hand speak for it: it takes a file each time
    guessed(root) { return (this.roots = this.roots || new Set(this.heads.values())).has(root); }
    ending(root) { return this.guessed(root) ? this.alike(root) : []; }
    joins(beginning) { return this.heads.has(beginning); }
    sign(slot) { return this.index.standing[slot]; }
    first(unit) {
      let slot = Math.floor(unit / this.slot);
      while (this.sign(slot) === AGAIN) slot--;
      return slot;
    }
    start(unit) { return this.first(unit) * this.slot; }
    line(unit) {
      const own = this.first(unit), number = Math.floor(own / this.index.block), block = this.file("d/" + number);
      let before = 0;
      for (let slot = number * this.index.block; slot < own; slot++) before += this.sign(slot) !== NOBODY && this.sign(slot) !== AGAIN;
      return block && block.documents[before];
    }
    standing(unit) { return this.index.facts[this.sign(this.first(unit)).charCodeAt(0) - FIRST]; }
    about(theme) {
      const units = new Set(this.listing("tema:" + theme).units);
      return unit => units.has(unit);
    }
  }
  // FNV-1a, 32 bits, of a text's UTF-8 bytes
  const hash = text => new TextEncoder().encode(text).reduce((number, byte) => Math.imul(number ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
  // What a file of the nation's index holds, to be asked
  const opened = (name, data) => name[0] === "d" ? data : new Terms().add(data, 0);

  scope.vocabulary = { Whole, Nation, opened };
  if (typeof module !== "undefined") module.exports = scope.vocabulary;
})(typeof self !== "undefined" ? self : globalThis);
