// Stands in for the search's worker in tests of the page: it speaks as the worker does, and finds
// sections that begin a word as the question does. SECTIONS stands before it.
"use strict";
var HELD = [];
function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
function words(text) { return fold(text).split(/[^a-z0-9]+/).filter(Boolean); }
function fits(section, filters) {
  return (!filters.kommun || section.slug === filters.kommun) && (!filters.typ || section.kind === filters.typ) &&
    (!filters.tema || section.themes.includes(filters.tema)) && (!filters.status || section.standing === filters.status);
}
function answer(asked) {
  var said = { komunikation: "kommunikation", svarstidd: "svarstid" }, corrected = [];
  var terms = words(asked.query).map(function (word) {
    if (!said[word]) return word;
    corrected.push([word, said[word]]);
    return said[word];
  });
  var hits = SECTIONS.filter(function (section) {
    var all = words([section.title, section.heading, section.text, section.record].join(" "));
    return fits(section, asked.filters) && terms.every(function (term) {
      return all.some(function (word) { return word.startsWith(term); });
    });
  }).sort(function (a, b) { return b.binds - a.binds; });
  return {
    type: "hits", id: asked.id, wants: terms, query: asked.query, total: hits.length, more: terms.includes("och"),
    hits: hits.slice(0, asked.limit).map(function (hit) { return Object.assign({ score: 1 }, hit); }),
    instead: corrected.length ? terms.join(" ") : null, corrected: corrected
  };
}
function mark(asked) {
  function marked(text) {
    return text.split(/([\p{L}\p{N}]+)/u).filter(Boolean).map(function (piece) {
      return [piece, asked.wants.some(function (term) { return fold(piece).startsWith(term); })];
    });
  }
  function many(sentence) { return marked(sentence).filter(function (run) { return run[1]; }).length; }
  var counts = asked.sentences.map(many), most = Math.max.apply(null, counts);
  var best = most ? counts.indexOf(most) : -1;
  return { type: "marked", id: asked.id, best: best, runs: best < 0 ? [] : marked(asked.sentences[best]) };
}
self.onmessage = function (event) {
  var asked = event.data;
  if (asked.type === "mark") return postMessage(mark(asked));
  if (asked.type !== "search") return;
  if (asked.query === "fel") return postMessage({ type: "failed", id: asked.id });
  if (asked.query === "sent") return HELD.push(asked); // answered after the next
  postMessage(answer(asked));
  HELD.splice(0).forEach(function (late) { postMessage(Object.assign(answer(asked), { id: late.id, query: late.query })); });
};
