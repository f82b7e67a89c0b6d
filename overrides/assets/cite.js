// Copies a citation of a section; where a document has moved, keeps the section.
(function () {
  "use strict";
  var find = document.querySelector.bind(document), moved = find("[data-moved]"), cited = find("[data-cite]");
  if (moved && location.hash) location.replace(moved.href + location.hash);
  if (!cited) return;
  var words = cited.dataset, status = make("p", "", "cite-status");
  status.role = "status";
  find("main").append(status);
  function make(name, text, look) {
    var made = document.createElement(name);
    made.textContent = text;
    made.className = look;
    return made;
  }
  function show(text) {
    var dialog = make("dialog", "", "cite-dialog"), label = make("label", words.shown, "");
    var field = make("textarea", text, ""), form = make("form", "", "");
    form.method = "dialog";
    field.readOnly = true;
    field.rows = 5;
    label.append(field);
    form.append(label, make("button", words.close, ""));
    dialog.append(form);
    dialog.ariaLabel = words.button;
    dialog.onclose = dialog.remove;
    find("main").append(dialog);
    dialog.showModal();
    field.select();
  }
  document.querySelectorAll(".text .anchor").forEach(function (link) {
    var head = link.parentNode, row = make("div", "", "cite-row"), button = make("button", words.button, "cite-button");
    var title = head.textContent.replace(link.textContent, "").trim();
    function say(text) { return text.replace("#", function () { return title; }); }
    button.type = "button";
    button.ariaLabel = say(words.name);
    button.onclick = function () {
      var text = cited.textContent + say(words.section) + ", " + location.href.split(/[?#]/)[0] + link.hash;
      (navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject()).then(function () {
        status.textContent = say(words.done);
        setTimeout(function () { status.textContent = ""; }, 6000);
      }, function () { show(text); });
    };
    head.before(row);
    row.append(head, button);
  });
})();
