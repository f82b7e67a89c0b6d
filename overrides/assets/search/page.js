// The search page: asks the worker while one types, and shows its answers; it finds nothing itself.
// The address holds the question; a link, the back button and another's browser give the same.
(function () {
  "use strict";
  var form = document.querySelector("[data-index]");
  if (!form) return;
  var PAUSE = 80, QUIET = 700, PATIENCE = 300, IN_VAIN = 20000, AT_ONCE = 10, MOST = 50;
  var given = form.dataset, badges = JSON.parse(given.badges), root = new URL(given.root, document.baseURI).href;
  var field = form.elements.q, selects = Array.from(form.querySelectorAll("select")), name = document.title;
  var status = part("status"), results = part("results"), count = part("count"), list = part("hits"), more = part("more"), further = more.textContent;
  var worker = null, alive = false, last = 0, asked = 0, answer = null, shown = AT_ONCE, marks = new Map(), kept = new Map();
  var typing, waiting, announcing, committed, question;

  function part(which) { return document.querySelector("[data-" + which + "]"); }
  function say(which) { return form.getAttribute("data-say-" + which); }
  function fill(text, blanks) {
    return text.replace(/%[a-z]/g, function (blank) { return blank in blanks ? blanks[blank] : blank; });
  }
  function hide(which, hidden) { part(which).hidden = hidden; }

  // The question, and the address that holds it
  function filters() {
    var chosen = { kommun: "", typ: "", tema: "", status: "" };
    selects.forEach(function (select) { chosen[select.name] = select.value; });
    return chosen;
  }
  function narrowing() { return selects.filter(function (select) { return select.value; }); }
  function address(query, widely) {
    var found = new URLSearchParams();
    if (query) found.set("q", query);
    if (!widely) narrowing().forEach(function (select) { found.set(select.name, select.value); });
    return location.pathname + (found.toString() ? "?" + found : "");
  }
  function recall() {
    var asks = new URLSearchParams(location.search);
    field.value = (asks.get("q") || "").trim();
    selects.forEach(function (select) {
      var value = asks.get(select.name) || "";
      select.value = Array.from(select.options).some(function (option) { return option.value === value; }) ? value : "";
    });
    shown = Math.min(MOST, Math.max(AT_ONCE, (history.state && history.state.shown) || 0));
    committed = address(query());
  }
  function query() { return field.value.trim(); }
  // While one types, the entry in the history changes; what is sent becomes an entry of its own.
  function keep(sent) {
    var now = address(query());
    try {
      if (sent && now !== committed) {
        history.replaceState(null, "", committed);
        history.pushState(null, "", now);
        committed = now;
      } else history.replaceState({ shown: shown }, "", now);
    } catch (refused) { /* a browser that counts such changes: the next one tells all */ }
    document.title = (query() ? query() + " – " : "") + name;
  }

  // Asking
  function ask(quick) {
    clearTimeout(typing);
    tellFilters();
    question = address(query());
    asked = ++last;
    if (!query()) return rest();
    if (!worker) return fail();
    clearTimeout(waiting);
    waiting = setTimeout(wait, answer ? 4 * PATIENCE : PATIENCE);
    worker.postMessage({ type: "search", id: asked, query: query(), filters: filters(), limit: MOST, typing: quick });
  }
  function wait() {
    answer = null;
    clear();
    hide("ways", true);
    count.textContent = say("busy");
    results.setAttribute("aria-busy", "true");
    waiting = setTimeout(fail, IN_VAIN); // an answer that comes even later is shown all the same
  }
  function clear() {
    list.replaceChildren();
    more.hidden = true;
    results.removeAttribute("aria-busy");
    ["instead", "narrowed", "advice", "failed"].forEach(function (which) { hide(which, true); });
    results.hidden = false;
  }
  function rest() { // nothing is asked
    clearTimeout(waiting);
    answer = null;
    clear();
    results.hidden = true;
    hide("ways", false);
    announce("");
  }
  function fail() {
    rest();
    hide("failed", false);
    announce(part("failed").textContent);
  }
  function announce(words) {
    clearTimeout(announcing);
    announcing = setTimeout(function () { status.textContent = words; }, words ? QUIET : 0);
  }

  // Showing
  function tellFilters() {
    var number = part("chosen-number"), chosen = narrowing().length;
    if (number) number.textContent = !chosen ? "" : chosen === 1 ? say("chosen-one") : fill(say("chosen-many"), { "%n": chosen });
  }
  function show(found) {
    clearTimeout(waiting);
    window.excerpts.drop();
    answer = found;
    clear();
    var key = !found.total ? "none" : found.more ? "least" : found.total === 1 ? "one" : "many";
    count.textContent = fill(say(key), { "%q": found.instead || found.query, "%n": found.total });
    var words = [count.textContent + ".", tellInstead(found), tellNarrowed()];
    hide("advice", found.hits.length > 0);
    hide("ways", found.hits.length > 0);
    lay(0, Math.min(shown, found.hits.length));
    announce(words.filter(Boolean).join(" "));
  }
  // What is shown are the hits for the other words already; the link puts them in the field and the address.
  function tellInstead(found) {
    var place = part("instead"), link = document.createElement("a"), words = say("instead").split("%q");
    if (!found.instead) return "";
    var written = found.corrected.map(function (pair) { return pair[0]; }).join(", ");
    link.href = address(found.instead);
    link.textContent = found.instead;
    place.replaceChildren(fill(words[0], { "%w": written }), link, fill(words[1], { "%w": written }));
    place.hidden = false;
    return place.textContent;
  }
  function tellNarrowed() {
    var place = part("narrowed"), chosen = narrowing();
    if (!chosen.length) return "";
    var words = chosen.map(function (select) { return select.selectedOptions[0].textContent.trim(); }).join(", ");
    place.firstElementChild.textContent = fill(say("narrowed"), { "%w": words });
    place.querySelector("a").href = address(query(), true);
    place.hidden = false;
    return place.firstElementChild.textContent;
  }
  function lay(from, to) {
    var all = answer.hits.length;
    answer.hits.slice(from, to).forEach(function (hit) { list.append(item(hit)); });
    more.hidden = all <= AT_ONCE;
    more.removeAttribute("aria-disabled");
    more.textContent = further;
    if (to < all) return;
    more.setAttribute("aria-disabled", "true"); // and stays where it is: the reader's focus may be there
    more.textContent = answer.total > all || answer.more ? fill(say("best"), { "%n": all }) : say("all");
  }
  function item(hit) {
    var made = part("hit").content.cloneNode(true), get = made.querySelector.bind(made);
    var heading = !hit.first && hit.heading, link = get("[data-link]"), badge = get("[data-badge]");
    link.textContent = heading || hit.title;
    link.href = root + hit.address + (!hit.first && hit.anchor ? "#" + encodeURIComponent(hit.anchor) : "");
    get("[data-line]").textContent = [
      heading ? hit.title : "",
      "alone" in given ? "" : hit.municipality,
      hit.kind.toLowerCase() === hit.status.toLowerCase() ? "" : hit.kind.charAt(0).toUpperCase() + hit.kind.slice(1)
    ].filter(Boolean).join(" · ");
    badge.textContent = hit.status;
    // The badge may say a day after the status, and one status begin as another: the longest counts.
    var plain = Object.keys(badges).sort().reverse().find(function (words) { return hit.status.startsWith(words); });
    if (plain) badge.classList.add("badge-" + badges[plain]);
    excerpt(hit, get("[data-words]"), link);
    return made;
  }

  // The sentence that answers, from the section's own page
  function excerpt(hit, place, link) {
    var key = hit.address + "#" + (hit.anchor || ""), mine = asked;
    if (kept.has(key)) place.textContent = kept.get(key);
    window.excerpts.of(root + hit.address, hit.anchor, hit.first).then(function (found) {
      if (mine !== asked) return;
      if (found.lang) place.lang = link.lang = found.lang;
      if (!found.sentences.length) return;
      mark(found, function (runs) {
        if (mine !== asked) return;
        window.excerpts.settle(place, runs);
        kept.set(key, place.textContent);
      });
    });
  }
  function mark(text, done) {
    var id = ++last, sentences = text.sentences;
    marks.set(id, function (found) {
      marks.delete(id);
      var best = found && found.best >= 0 ? found.best : 0, runs = found && found.best >= 0 ? found.runs : [[sentences[0], false]];
      done(window.excerpts.onward(runs, sentences.slice(best + 1), text.ends.slice(best)));
    });
    worker.postMessage({ type: "mark", id: id, sentences: sentences, wants: answer.wants });
  }
  // What the reader does
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    send();
  });
  form.addEventListener("change", function (event) { if (event.target !== field) send(); });
  field.addEventListener("input", function () {
    clearTimeout(typing);
    clearTimeout(announcing);
    typing = setTimeout(function () {
      if (address(query()) === question) return;
      shown = AT_ONCE;
      ask(true);
      keep(false);
    }, PAUSE);
  });
  function send() {
    shown = AT_ONCE;
    keep(true);
    ask(false);
  }
  more.addEventListener("click", function () {
    if (!answer || more.getAttribute("aria-disabled")) return;
    var before = list.children.length, after = Math.min(before + AT_ONCE, answer.hits.length);
    lay(before, after);
    shown = after;
    keep(false);
    announce(fill(say("shown"), { "%n": after, "%a": answer.hits.length }));
  });
  window.addEventListener("popstate", function () {
    recall();
    document.title = (query() ? query() + " – " : "") + name;
    if (address(query()) !== question) ask(false); // a leap within the page asks nothing new
  });

  function hear(event) {
    var told = event.data;
    alive = true;
    if (told.type === "hits" && told.id === asked) show(told);
    if (told.type === "marked" && marks.has(told.id)) marks.get(told.id)(told);
    if (told.type === "failed" && marks.has(told.id)) marks.get(told.id)(null);
    else if (told.type === "failed" && (told.id === asked || told.id == null)) query() && fail();
  }
  function broken() {
    if (!alive) worker = null; // it never began; what fails at one question may answer the next
    if (query()) fail();
  }
  function start() {
    try {
      worker = new Worker(given.worker);
    } catch (refused) { return; }
    worker.addEventListener("message", hear);
    worker.addEventListener("error", broken);
    worker.postMessage({ type: "start", root: root, index: given.index });
  }

  hide("no-script", true);
  recall();
  var narrow = part("narrow");
  if (narrow) {
    narrow.hidden = false;
    narrow.open = matchMedia("(min-width: 48rem)").matches; // on a phone the answers come first
  }
  start();
  if (query()) {
    keep(false);
    wait();
    ask(false);
  }
})();
