// Finds sections that hold every word asked for; the page works as a list without it.
(function () {
  "use strict";
  var form = document.querySelector("[data-search]");
  if (!form) return;
  document.querySelector("[data-no-script]").hidden = true;
  var list = document.querySelector("[data-hits]"), status = document.querySelector("[data-status]");
  var most = 50, query = (new URLSearchParams(location.search).get("q") || "").trim();
  form.querySelector("input").value = query;
  if (!query) return;
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function starts(text, word) {
    return (" " + text).replace(/[^a-z0-9]+/g, " ").includes(" " + word);
  }
  function excerpt(text, words) {
    var folded = fold(text), at = (" " + folded).indexOf(" " + words[0]);
    if (at < 0) at = folded.indexOf(words[0]);
    var start = at < 90 ? 0 : text.lastIndexOf(" ", at - 60) + 1;
    var cut = text.slice(start, start + 240);
    return (start ? "… " : "") + cut + (start + 240 < text.length ? " …" : "");
  }
  function show(data) {
    var words = fold(query).split(/\s+/);
    var hits = data.sections.map(function (section) {
      var document_ = data.documents[section.document];
      var head = fold(document_.title + " " + (section.title || "")), text = fold(section.text);
      var all = head + " " + text + " " + fold(document_.municipality + " " + (document_.record || ""));
      if (!words.every(function (word) { return all.includes(word); })) return null;
      var score = words.reduce(function (sum, word) {
        return sum + (starts(head, word) ? 20 : head.includes(word) ? 6 : 0) + (starts(text, word) ? 10 : 0) + Math.min(5, text.split(word).length - 1);
      }, document_.binds ? 3 : 0);
      return { section: section, document: document_, score: score };
    }).filter(Boolean).sort(function (a, b) { return b.score - a.score; });
    var message = !hits.length ? "none" : hits.length === 1 ? "one" : hits.length > most ? "capped" : "many";
    status.textContent = form.dataset[message].replace("%d", hits.length).replace("%n", most).replace("%s", function () { return query; });
    hits.slice(0, most).forEach(function (hit) {
      var item = element("li"), head = element("p", "", "hit-head");
      var link = element("a", hit.section.title || hit.document.title);
      link.href = form.dataset.root + hit.document.address + (hit.section.anchor ? "#" + hit.section.anchor : "");
      link.dataset.audit = "search-hit";
      head.append(link);
      item.append(head, element("p", excerpt(hit.section.text, words)));
      item.append(element("p", [hit.document.title, hit.document.municipality, hit.document.status].join(" · "), "entry-line"));
      list.append(item);
    });
    list.hidden = !hits.length;
  }
  function get(address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }
  function together(parts) {
    var all = { documents: [], sections: [] };
    parts.forEach(function (part) {
      var before = all.documents.length;
      all.documents = all.documents.concat(part.documents);
      part.sections.forEach(function (section) {
        section.document += before;
        all.sections.push(section);
      });
    });
    return all;
  }
  get(form.dataset.search).then(function (index) {
    return Promise.all(index.files.map(function (file) { return get(form.dataset.root + file); }));
  }).then(together).then(show).catch(function () { status.textContent = form.dataset.failed; });
})();
