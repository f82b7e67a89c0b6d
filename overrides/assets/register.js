// Narrows the register's table by native controls; the address keeps the choice.
(function () {
  "use strict";
  var form = document.querySelector("[data-filters]"), table = document.querySelector("[data-register]");
  if (!form || !table) return;
  var rows = Array.from(table.tBodies[0].rows), status = form.querySelector("[role=status]");
  var fields = Array.from(form.querySelectorAll("select"));
  function narrow() {
    var shown = 0, query = new URLSearchParams();
    rows.forEach(function (row) {
      var fits = fields.every(function (field) {
        if (!field.value) return true;
        var value = row.dataset[field.name];
        return field.name === "tema" ? value.split(" ").includes(field.value) : value === field.value;
      });
      row.hidden = !fits;
      shown += fits;
    });
    fields.forEach(function (field) { if (field.value) query.set(field.name, field.value); });
    history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
    status.textContent = status.dataset.shown.replace("#", shown);
  }
  new URLSearchParams(location.search).forEach(function (value, name) {
    var field = fields.find(function (f) { return f.name === name; });
    if (field && Array.from(field.options).some(function (o) { return o.value === value; })) field.value = value;
  });
  form.addEventListener("change", narrow);
  form.addEventListener("reset", function () { setTimeout(narrow); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  narrow();
})();
