// Copies a citation of a section; keeps the section where a document has moved.
(function () {
  "use strict";
  var page = document, find = page.querySelector.bind(page), moved = find("[data-moved]"), cited = find("[data-cite]");
  if (moved && location.hash) location.replace(moved.href + location.hash);
  if (!cited) return;
  var words = cited.dataset, status = make("output", "", "cite-status");
  find("main").append(status);
  function make(name, text, look, label) {
    var made = page.createElement(name);
    made.textContent = text || "";
    made.className = look || "";
    if (label) made.setAttribute("aria-label", label);
    return made;
  }
  function show(text) {
    var dialog = make("dialog", "", "cite-dialog", words.button), label = make("label", words.shown);
    var field = make("textarea", text), form = make("form");
    form.method = "dialog";
    field.readOnly = true;
    field.rows = 7;
    label.append(field);
    form.append(label, make("button", words.close));
    dialog.append(form);
    dialog.onclose = dialog.remove;
    find("main").append(dialog);
    dialog.showModal();
    field.select();
  }
  page.querySelectorAll(".text .anchor").forEach(function (link) {
    var head = link.parentNode, row = make("div", "", "cite-row");
    var title = head.textContent.replace(link.textContent, "").trim();
    function say(text) { return text.replace("#", function () { return title; }); }
    var button = make("button", words.button, "cite-button", say(words.name));
    button.type = "button";
    button.onclick = function () {
      var text = cited.textContent + say(words.section) + ", " + location.href.split(/[?#]/)[0] + link.hash;
      Promise.resolve().then(function () { return navigator.clipboard.writeText(text); }).then(function () {
        status.textContent = say(words.done);
        setTimeout(function () { status.textContent = ""; }, 6000);
      }, function () { show(text); });
    };
    head.before(row);
    row.append(head, button);
  });
})();
