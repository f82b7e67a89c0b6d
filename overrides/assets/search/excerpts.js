// Reads found sections from their own pages, sentence by sentence, and quotes them; it finds nothing.
(function () {
  "use strict";
  var AT_ONCE = 4, LETTER = 0.45, LEAST = 40, FULL = 240, ITEM = 1, ROW = 2;
  var HEADING = "h1,h2,h3,h4,h5,h6";
  var INLINE = "a,abbr,b,bdi,cite,code,del,dfn,em,i,ins,kbd,mark,q,s,small,span,strong,sub,sup,time,u,var,wbr";
  // What stands among the text and is not its words.
  var BESIDE = ".section-themes,.inside,.contact,.notes,.anchor,.cite-button,.hidden-label,nav,thead,button,script,style,svg,template,sup:has(a[href^='#']),[hidden]";
  // A stop after these, or after a single letter, ends no sentence.
  var SHORT = /(?:^|[\s(])(?:(?:\p{L}{1,2}\.)+\p{L}{1,3}|\p{L}|anm|avd|bil|ca|dnr|dvs|etc|ev|exkl|fig|inkl|jfr|kap|kl|max|mom|nr|osv|punkt|resp|sid|st|tel|tfn)\.$/iu;
  var waiting = [], pages = new Map(), busy = 0;

  function sentences(text) {
    var found = [], from = 0, stop = /[.!?…]+["”’»)]*\s+(?=["”’»(–-]?\s*[\p{Lu}\p{N}§])/gu, match;
    while ((match = stop.exec(text))) {
      if (SHORT.test(text.slice(from, match.index + 1))) continue;
      found.push(text.slice(from, match.index + match[0].length).trim());
      from = match.index + match[0].length;
    }
    return found.concat(text.slice(from).trim()).filter(function (sentence) { return /[\p{L}\p{N}]/u.test(sentence); });
  }

  // The sections of a text in order; the first stands before all headings. Where a list's item or a
  // table's row ends, the thing that its last sentence says is said, with or without a stop.
  function sections(text) {
    var found = [{ anchors: [], sentences: [], ends: [] }], words = "";
    function close() {
      var last = found[found.length - 1];
      last.sentences = last.sentences.concat(sentences(words.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim()));
      words = "";
    }
    function end(which) {
      var last = found[found.length - 1], at = last.sentences.length - 1;
      if (at >= 0) last.ends[at] = which === "tr" ? ROW : ITEM;
    }
    function walk(node) {
      node.childNodes.forEach(function (child) {
        if (child.nodeType === 3) words += child.data;
        if (child.nodeType !== 1 || child.matches(BESIDE)) return;
        if (child.matches(HEADING)) {
          close();
          var ids = Array.from(child.querySelectorAll("[id]")).map(function (one) { return one.id; });
          found.push({ anchors: [child.id].concat(ids), sentences: [], ends: [] });
        } else if (child.matches(INLINE)) walk(child);
        else {
          close();
          walk(child);
          close();
          if (child.matches("li,tr,dd")) end(child.localName);
        }
      });
    }
    walk(text);
    close();
    return found;
  }

  function read(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    var text = page.querySelector(".policy .text"), lead = page.querySelector(".policy-head .lead");
    if (!text) return { sections: [], lead: [], lang: "" };
    return { sections: sections(text), lead: lead ? sentences(lead.textContent.trim()) : [], lang: text.lang };
  }

  function next() {
    while (busy < AT_ONCE && waiting.length) load(waiting.shift());
  }
  function load(wanted) {
    busy++;
    // What is asked stands in this page's address: it is nothing for the log of another page.
    fetch(wanted.address, { referrerPolicy: "no-referrer" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(read).catch(function () {
      pages.delete(wanted.address); // so that it is tried again when it is asked for again
      return null;
    }).then(function (page) {
      busy--;
      wanted.done(page);
      next();
    });
  }
  function open(address) {
    if (!pages.has(address)) {
      pages.set(address, new Promise(function (done) { waiting.push({ address: address, done: done }); }));
      next();
    }
    return pages.get(address);
  }

  // What has no stop leads on: to a list's items, or to the next cell of a row. An item and a row lead no further.
  function onward(runs, after, ends) {
    var said = runs.map(function (run) { return run[0]; }).join("");
    if (ends[0]) return runs;
    after.every(function (next, at) {
      if (ends[at] === ROW || said.length > FULL || /[.!?…]["”’»)]*$/.test(said.trim())) return false;
      var words = (/[:,;]$/.test(said.trim()) ? " " : " · ") + next;
      runs = runs.concat([[words, false]]);
      return (said += words);
    });
    return runs;
  }
  // No line ends between a paragraph's number and its sign.
  function piece(run) {
    var words = run[0].replace(/(\d[a-z]?) (?=§)|(§) (?=\d)/g, "$1$2\u00a0");
    if (!run[1]) return words;
    var made = document.createElement("mark");
    made.textContent = words;
    return made;
  }
  // Shows as much of a sentence as the room that is kept for it holds: nothing below it shall move.
  function settle(place, runs) {
    var look = getComputedStyle(place), lines = Number(look.getPropertyValue("--lines")) || 2;
    var most = Math.floor(place.clientWidth / (parseFloat(look.fontSize) * LETTER)) * lines;
    do {
      place.replaceChildren.apply(place, fit(runs, most).map(piece));
      most -= 12;
    } while (place.offsetHeight > parseFloat(look.minHeight) + 1 && most > LEAST);
  }
  // The part of a sentence around what is marked, in whole words.
  function fit(runs, most) {
    var text = runs.map(function (run) { return run[0]; }).join(""), start = 0, stop = text.length, at = 0;
    if (text.length > most) {
      var before = runs.slice(0, Math.max(0, runs.findIndex(function (run) { return run[1]; })));
      var first = before.reduce(function (sum, run) { return sum + run[0].length; }, 0);
      start = first < most * 0.6 ? 0 : Math.min(text.indexOf(" ", first - most * 0.35) + 1, first);
      stop = start + most < text.length ? text.lastIndexOf(" ", start + most) : text.length;
      if (stop <= start) stop = Math.min(text.length, start + most);
    }
    var cut = runs.map(function (run) {
      var from = at;
      at += run[0].length;
      return [run[0].slice(Math.max(0, start - from), Math.max(0, stop - from)), run[1]];
    }).filter(function (run) { return run[0]; });
    if (start) cut.unshift(["… ", false]);
    if (stop < text.length) cut.push([" …", false]);
    return cut;
  }

  window.excerpts = {
    onward: onward,
    settle: settle,
    // Promises the sentences of a section, what ends with each, and their language; none where there is no text. Without
    // an anchor they are the summary's and those before the first heading.
    of: function (address, anchor, top) {
      return open(address).then(function (page) {
        if (!page) return { sentences: [], ends: [], lang: "" };
        var own = page.sections.find(function (one) { return anchor && one.anchors.includes(anchor); });
        if (!own && !anchor) own = page.sections[0];
        var lead = top || !anchor ? page.lead : [], said = own ? own.sentences : [];
        return {
          sentences: lead.concat(said),
          ends: lead.map(function () { return ITEM; }).concat(said.map(function (_, at) { return own.ends[at] || 0; })),
          lang: page.lang
        };
      });
    },
    // Forgets what is asked for and not yet under way.
    drop: function () {
      waiting.splice(0).forEach(function (wanted) {
        pages.delete(wanted.address);
        wanted.done(null);
      });
    }
  };
})();
