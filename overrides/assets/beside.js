// Lays any two documents of the site beside each other, as the pages made at build do:
// derive/beside.py tells how, and why. The documents' own pages are what is read.
(function () {
  "use strict";
  var form = document.querySelector("[data-beside]");
  if (!form) return;
  var RUN = 4, TELLING = 2, PLACES = 8, ALL = 900, WINDOW = 15, RARE = 8, NEAREST = 4, ALIKE = 0.5, WEIGHT = 3, ALSO = 3, TITLED = 0.5;
  var says = form.dataset, root = says.root, stock = new Set(says.stock.split(" ")), many = !!form.querySelector("[data-home]");
  var status = document.querySelector("[data-status]"), result = document.querySelector("[data-result]");
  var ADDRESS = /^[a-z0-9-]+\/[a-z0-9-]+(\/\d{4}(-\d\d){0,2})?$/;

  function make(name, text, look) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (look) made.className = look;
    return made;
  }
  function add(to) {
    for (var at = 1; at < arguments.length; at++) if (arguments[at]) to.append(arguments[at]);
    return to;
  }
  function fill(text, one, other) {
    return text.replace(/#[12]?/g, function (blank) { return blank === "#2" ? other : one; });
  }
  function link(href, text, lang) {
    var made = make("a", text);
    made.href = href;
    return spoken(made, lang);
  }
  function spoken(made, lang) {
    if (lang) made.lang = lang;
    return made;
  }

  // Words
  function pieces(text) {
    var found = [], word = /[\p{L}\p{N}]+(?:\u00ad[\p{L}\p{N}]+)*/gu, match;
    while ((match = word.exec(text))) found.push({ start: match.index, stop: match.index + match[0].length, word: match[0].replace(/\u00ad/g, "").toLowerCase() });
    return found;
  }
  function words(text) { return pieces(text).map(function (piece) { return piece.word; }); }
  function bag(part) {
    var counts = new Map(), total = 0;
    words(part.title).concat(part.words).forEach(function (word) {
      if (stock.has(word)) return;
      counts.set(word, (counts.get(word) || 0) + 1);
      total++;
    });
    return { counts: counts, total: total };
  }

  // Which sections belong together
  function keys(part) { return ["t " + words(part.title).join(" "), "a " + part.anchor]; }
  function common(one, other) { return one.themes.filter(function (theme) { return other.themes.includes(theme); }); }
  function score(one, other, bagged, otherBagged) {
    var themes = common(one, other).length, total = bagged.total + otherBagged.total, same = 0;
    var titled = keys(one).some(function (key) { return keys(other).includes(key); });
    bagged.counts.forEach(function (count, word) { same += Math.min(count, otherBagged.counts.get(word) || 0); });
    var alike = total ? 2 * same / total : 0;
    return !themes && !titled && alike < ALIKE ? 0 : themes + WEIGHT * alike + (titled ? TITLED : 0);
  }
  function index(parts, of) {
    var found = new Map();
    parts.forEach(function (part, at) {
      of(part, at).forEach(function (key) {
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(at);
      });
    });
    return found;
  }
  function near(one, other, bags, otherBags) {
    if (one.length * other.length <= ALL) return one.map(function () { return other.map(function (_, j) { return j; }); });
    function marks(part) { return keys(part).concat(part.themes); }
    var having = index(other, marks), rare = index(other, function (_, j) { return Array.from(otherBags[j].counts.keys()); });
    return one.map(function (part, i) {
      var place = Math.floor(i * other.length / one.length), found = new Set(), counts = new Map();
      marks(part).forEach(function (key) {
        var places = having.get(key) || [], at = places.findIndex(function (j) { return j >= place; });
        at = at < 0 ? places.length : at;
        places.slice(Math.max(0, at - WINDOW), at + WINDOW).forEach(function (j) { found.add(j); });
      });
      bags[i].counts.forEach(function (_, word) {
        var places = rare.get(word) || [];
        if (places.length <= RARE) places.forEach(function (j) { counts.set(j, (counts.get(j) || 0) + 1); });
      });
      Array.from(counts.keys()).sort(function (a, b) { return counts.get(b) - counts.get(a) || a - b; }).slice(0, NEAREST).forEach(function (j) { found.add(j); });
      return Array.from(found);
    });
  }
  function lay(one, other) {
    var bags = one.map(bag), otherBags = other.map(bag), scored = [], mates = new Map(), taken = new Set();
    near(one, other, bags, otherBags).forEach(function (places, i) {
      places.forEach(function (j) {
        var found = score(one[i], other[j], bags[i], otherBags[j]);
        if (found) scored.push([found, i, j]);
      });
    });
    scored.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1] || a[2] - b[2]; }).forEach(function (pair) {
      if (mates.has(pair[1]) || taken.has(pair[2])) return;
      mates.set(pair[1], pair[2]);
      taken.add(pair[2]);
    });
    function treated(parts) { return index(parts, function (part) { return part.themes; }); }
    var here = treated(one), there = treated(other);
    function also(part, known) {
      var found = new Set();
      part.themes.forEach(function (theme) { (known.get(theme) || []).slice(0, ALSO).forEach(function (at) { found.add(at); }); });
      return Array.from(found).sort(function (a, b) { return a - b; }).slice(0, ALSO);
    }
    var rows = one.map(function (part, i) {
      var mate = mates.has(i) ? other[mates.get(i)] : null;
      return mate ? { both: [part, mate], themes: common(part, mate), also: [] } : { both: [part, null], themes: [], also: also(part, there).map(function (j) { return other[j]; }) };
    });
    other.forEach(function (part, j) {
      if (!taken.has(j)) rows.push({ both: [null, part], themes: [], also: also(part, here).map(function (i) { return one[i]; }) });
    });
    return rows;
  }

  // Shared wording
  function mark(one, other) {
    var there = [], places = new Map();
    other.forEach(function (part) { there.push.apply(there, part.words.concat("")); });
    for (var at = 0; at + RUN <= there.length; at++) {
      var gram = there.slice(at, at + RUN);
      if (gram.includes("")) continue;
      gram = gram.join(" ");
      if (!places.has(gram)) places.set(gram, []);
      if (places.get(gram).length < PLACES) places.get(gram).push(at);
    }
    one.forEach(function (part) {
      var own = part.words, at = 0;
      part.runs = [];
      while (at + RUN <= own.length) {
        var size = 0;
        (places.get(own.slice(at, at + RUN).join(" ")) || []).forEach(function (place) {
          var long = 0;
          while (at + long < own.length && own[at + long] === there[place + long]) long++;
          size = Math.max(size, long);
        });
        var telling = own.slice(at, at + size).filter(function (word) { return !stock.has(word); }).length;
        if (size && telling >= TELLING) {
          part.runs.push([at, at + size]);
          at += size;
        } else at += Math.max(1, size - RUN + 1);
      }
    });
  }
  function shared(parts) {
    return parts.reduce(function (sum, part) { return sum + part.runs.reduce(function (all, run) { return all + run[1] - run[0]; }, 0); }, 0);
  }
  function paint(part) {
    var top = 0;
    part.leaves.forEach(function (leaf) {
      var end = top + leaf.words.length, marks = [];
      part.runs.forEach(function (run) {
        var from = Math.max(run[0], top), to = Math.min(run[1], end), spans = [];
        for (var at = from; at < to; at++) {
          var word = leaf.words[at - top], last = spans[spans.length - 1];
          if (last && last.node === word.node) last.stop = word.stop;
          else spans.push({ node: word.node, start: word.start, stop: word.stop });
        }
        spans.forEach(function (span, number) {
          span.before = !number;
          span.after = number === spans.length - 1;
          marks.push(span);
        });
      });
      top = end;
      marks.reverse().forEach(function (span) {  // from the end, so that places in a text stay
        var range = document.createRange(), made = make("mark");
        range.setStart(span.node, span.start);
        range.setEnd(span.node, span.stop);
        range.surroundContents(made);
        if (span.before) made.prepend(make("span", says.same, "hidden-label"));
        if (span.after) made.append(make("span", says.sameEnd, "hidden-label"));
      });
    });
  }

  // A document's page becomes its sections
  function read(address, html) {
    var page = new DOMParser().parseFromString(html, "text/html"), article = page.querySelector("article.policy");
    if (!article) throw new Error("gone");
    var base = new URL(root + address + "/", location.href), text = article.querySelector(".text");
    var leaves = [{ title: "", anchor: "", level: 2, themes: [], nodes: [] }];
    Array.from(text.children).forEach(function (node) {
      var anchor = node.querySelector(":scope > .anchor");
      if (anchor) {
        anchor.remove();
        leaves.push({ title: node.textContent.trim(), anchor: node.id, level: Number(node.tagName[1]), themes: [], nodes: [] });
      } else if (node.matches(".section-themes")) {
        leaves[leaves.length - 1].themes = Array.from(node.querySelectorAll("a")).map(function (to) {
          return { id: new URL(to.getAttribute("href"), base).pathname.split("/").slice(-2)[0], name: to.textContent };
        });
      } else if (!node.matches(".notes")) leaves[leaves.length - 1].nodes.push(node);
    });
    leaves.forEach(function (leaf) { content(leaf, base); });
    var facts = new Map();
    article.querySelectorAll(".facts dl > div").forEach(function (row) { facts.set(row.querySelector("dt").textContent, row.querySelector("dd")); });
    var badge = article.querySelector(".badge");
    return { address: address, base: base.href, home: article.dataset.home, short: article.dataset.short, title: article.dataset.title, lang: text.lang, facts: facts, badge: badge, parts: sections(leaves) };
  }
  function content(leaf, base) {
    leaf.box = make("div", "", "prose");
    leaf.words = [];
    leaf.nodes.forEach(function (node) {
      node = document.importNode(node, true);
      if (node.matches(".contact")) return;
      node.querySelectorAll(".contact").forEach(function (one) { one.remove(); });
      [node].concat(Array.from(node.querySelectorAll("*"))).forEach(function (one) {
        one.removeAttribute("id");
        if (one.getAttribute("role") === "region") one.setAttribute("role", "group");
        ["href", "src"].forEach(function (name) {
          if (one.hasAttribute(name)) one.setAttribute(name, new URL(one.getAttribute(name), base).href);
        });
      });
      leaf.box.append(node);
    });
    var walker = document.createTreeWalker(leaf.box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (node.parentNode.closest("sup, .inside")) continue;
      pieces(node.data).forEach(function (piece) {
        piece.node = node;
        leaf.words.push(piece);
      });
    }
  }
  function sections(leaves) {
    var found = [], top = 0, rest = leaves.slice(1);
    if (leaves[0].words.length) rest.unshift(leaves[0]);
    rest.forEach(function (leaf) {
      var part = found[found.length - 1];
      if (leaf.anchor && !leaf.themes.length && top && leaf.level > top) part.leaves.push(leaf);
      else {
        found.push({ title: leaf.title, anchor: leaf.anchor, themes: leaf.themes.map(function (theme) { return theme.id; }), named: leaf.themes, leaves: [leaf] });
        top = leaf.themes.length ? leaf.level : 0;
      }
    });
    found.forEach(function (part) {
      part.words = part.leaves.reduce(function (all, leaf) { return all.concat(leaf.words.map(function (piece) { return piece.word; })); }, []);
    });
    return found;
  }

  // What is shown
  function cell(row, label, inside, look) {
    var made = make("td", "", look);
    made.dataset.label = label;
    row.append(add(made, inside));
  }
  function factsOf(sides) {
    var table = make("table", "", "stack pair-facts"), head = make("tr"), body = make("tbody");
    function row(name, value) {
      var made = make("tr"), title = make("th", name);
      title.scope = "row";
      made.append(title);
      sides.forEach(function (side) { value(made, side); });
      body.append(made);
    }
    [says.fact].concat(sides.map(function (side) { return side.label; })).forEach(function (words) {
      var title = make("th", words);
      title.scope = "col";
      head.append(title);
    });
    row(says.document, function (to, side) { cell(to, side.label, link(side.base, side.title, side.lang)); });
    says.factLabels.split("|").forEach(function (name) {
      row(name, function (to, side) {
        var known = side.facts.get(name), unknown = !known || known.matches(".unknown");
        if (name === says.badge && side.badge) cell(to, side.label, document.importNode(side.badge, true));
        else cell(to, side.label, unknown ? says.unknown : known.textContent, unknown ? "unknown" : "");
      });
    });
    row(says.words, function (to, side) { cell(to, side.label, String(side.size)); });
    row(says.sharedWords, function (to, side) {
      var percent = side.size ? Math.floor((200 * side.shared + side.size) / (2 * side.size)) : 0;
      cell(to, side.label, fill(says.ofWords, side.shared, percent));
    });
    return add(table, make("caption", says.facts, "hidden-label"), add(make("thead"), head), body);
  }
  function nameOf(row, sides) {
    var named = row.themes.length ? row.both[0].named.filter(function (theme) { return row.themes.includes(theme.id); }) : [];
    if (named.length) return named.map(function (theme) { return theme.name; }).join(", ");
    var titles = row.both.map(function (part) { return part && (part.title || says.beginning); });
    if (titles[0] && titles[1]) return titles[0] === titles[1] ? titles[0] : fill(says.both, titles[0], titles[1]);
    return fill(says.only, titles[0] || titles[1], sides[titles[0] ? 0 : 1].label);
  }
  function listed(to, links) {
    links.forEach(function (one, at) { add(to, at ? ", " : " ", one); });
    return to;
  }
  function place(side, part) { return side.base + (part.anchor ? "#" + part.anchor : ""); }
  function column(side, part, row) {
    var made = add(make("div", "", "pair-side"), make("p", side.label, "pair-home"));
    if (!part) {
      add(made, make("p", fill(row.also.length ? says.noOwn : says.missing, side.label), "unknown"));
      if (row.also.length) add(made, listed(make("p", says.also, "pair-themes"), row.also.map(function (one) { return link(place(side, one), one.title, side.lang); })));
      return made;
    }
    var before = 2;
    part.leaves.forEach(function (leaf, at) {
      var level = at ? Math.min(leaf.level - part.leaves[0].level + 2, before + 1, 6) : 2, head = spoken(make("h" + level, at ? leaf.title : ""), side.lang);
      before = level;
      if (!at) add(head, link(place(side, part), leaf.title || says.beginning));
      add(made, head);
      if (leaf.box.childNodes.length) add(made, spoken(leaf.box, side.lang));
      else if (part.leaves.length === 1) add(made, make("p", says.empty, "unknown"));
    });
    return made;
  }
  function show(sides) {
    sides.forEach(function (side) { words(side.home + " " + side.short).forEach(function (word) { stock.add(word); }); });
    var rows = lay(sides[0].parts, sides[1].parts);
    mark(sides[0].parts, sides[1].parts);
    mark(sides[1].parts, sides[0].parts);
    sides.forEach(function (side) {
      side.size = side.parts.reduce(function (sum, part) { return sum + part.words.length; }, 0);
      side.shared = shared(side.parts);
      side.parts.forEach(paint);
    });
    var heading = make("h2", fill(says.of, sides[0].full, sides[1].full)), list = make("ol"), article = make("article", "", "pair");
    add(article, heading);
    var older = sides.filter(function (side) { return side.address.split("/").length === 3; })[0];
    if (older && sides[0].document === sides[1].document) add(article, add(make("p", "", "form-note"), link(older.base + "andringar/", says.changes)));
    add(article, factsOf(sides));
    var nav = add(make("nav", "", "contents"), make("h2", says.contents), list);
    nav.firstChild.id = "_innehallslista";
    nav.setAttribute("aria-labelledby", "_innehallslista");
    var legend = make("p", sides[0].shared ? says.legend + " " : says.noShared, "form-note");
    if (sides[0].shared) add(legend, make("mark", says.legendMark), ". " + says.legendHeard);
    add(article, rows.length ? nav : make("p", says.noSections, "unknown"), rows.length ? legend : null);
    rows.forEach(function (row, number) {
      var made = make("div", "", "pair-row"), columns = make("div", "", "pair-sides"), both = row.both[0] && row.both[1];
      made.id = "_" + (number + 1);
      list.append(add(make("li"), link("#" + made.id, nameOf(row, sides))));
      if (row.themes.length) {
        var named = row.both[0].named.filter(function (theme) { return row.themes.includes(theme.id); });
        add(made, listed(make("p", named.length === 1 ? says.themesOne : says.themesMany, "pair-themes"), named.map(function (theme) { return link(root + "teman/" + theme.id + "/", theme.name); })));
      } else if (both) add(made, make("p", says.byText, "pair-themes"));
      sides.forEach(function (side, at) { columns.append(column(side, row.both[at], row)); });
      article.append(add(made, columns));
    });
    result.replaceChildren(article);
    document.querySelector("[data-at-hand]").hidden = true;
    document.title = heading.textContent + " – " + document.title;
    var pairs = rows.filter(function (row) { return row.both[0] && row.both[1]; }).length;
    status.textContent = fill(says.done, pairs, rows.length - pairs);
  }

  // What is asked for
  function get(address, kind) {
    return fetch(address).then(function (answer) {
      if (answer.status === 404) throw new Error("gone");
      if (!answer.ok) throw new Error(String(answer.status));
      return answer[kind]();
    });
  }
  function side(address) {
    var gone = new Error("gone");
    gone.address = address;
    if (!ADDRESS.test(address)) return Promise.reject(gone);
    return get(root + address + "/", "text").then(function (html) { return read(address, html); }).catch(function (trouble) {
      throw trouble.message === "gone" ? gone : trouble;
    });
  }
  function lists(slugs) {
    return Promise.all(slugs.map(function (slug) {
      return get(says.lists + encodeURIComponent(slug) + ".json", "json").catch(function () { return { dokument: [], par: [] }; });
    }));
  }
  function atHand(asked) {
    var page = asked.join("/");
    if (many) return lists([asked[0].split("/")[0]]).then(function (found) { return found[0].par.includes(page); });
    var there = Array.from(document.querySelectorAll("[data-at-hand] a")).some(function (to) { return to.href === new URL(says.pairs + page + "/", location.href).href; });
    return Promise.resolve(there);
  }
  function compare(asked) {
    if (asked[0] === asked[1]) {
      status.textContent = says.twice;
      return;
    }
    var ordered = asked.slice().sort(function (a, b) { return a + "/" < b + "/" ? -1 : 1; });
    status.textContent = says.working;
    atHand(ordered).then(function (there) {
      if (there) return location.replace(says.pairs + ordered.join("/") + "/");
      return Promise.all(asked.map(side)).then(function (sides) {
        var alone = sides[0].home === sides[1].home;
        sides.forEach(function (one) {
          one.label = alone ? one.title : one.home;
          one.full = one.title + ", " + one.home;
          one.document = one.address.split("/").slice(0, 2).join("/");
        });
        show(sides);
      });
    }).catch(function (trouble) {
      status.textContent = trouble.message === "gone" ? fill(says.gone, trouble.address) : says.failed;
    });
  }
  function choose(name, address) {
    var field = form.elements[name], home = form.querySelector("[data-home=" + name + "]");
    function set() { if (Array.from(field.options).some(function (one) { return one.value === address; })) field.value = address; }
    if (!home) return set();
    function offer() {
      while (field.options.length > 1) field.remove(1);
      if (!home.value) return Promise.resolve();
      return lists([home.value]).then(function (found) {
        found[0].dokument.forEach(function (pair) { field.add(new Option(pair[1], pair[0])); });
        set();
      });
    }
    home.addEventListener("change", offer);
    home.value = address.split("/")[0];
    if (home.selectedIndex < 0) home.selectedIndex = 0;
    offer();
  }
  var query = new URLSearchParams(location.search), asked = ["a", "b"].map(function (name) {
    return (query.get(name) || "").replace(/^\/+|\/+$/g, "").replace("@", "/");
  });
  ["a", "b"].forEach(function (name, at) { choose(name, asked[at]); });
  document.querySelector("[data-no-script]").hidden = true;
  form.hidden = false;
  if (asked[0] && asked[1]) compare(asked);
})();
