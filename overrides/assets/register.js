// Narrows the register's table by native controls; the address keeps the choice.
(function () {
  "use strict";
  var filters = document.querySelector("[data-filters]"), table = document.querySelector("[data-register]");
  if (!filters || !table) return;
  var rows = Array.from(table.tBodies[0].rows), status = filters.querySelector("[role=status]");
  var fields = Array.from(filters.querySelectorAll("select"));
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
  filters.addEventListener("change", narrow);
  filters.querySelector("[data-clear]").addEventListener("click", function () {
    fields.forEach(function (field) { field.value = ""; });
    narrow();
  });
  filters.hidden = false;
  narrow();
})();
