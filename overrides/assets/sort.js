// Makes buttons of the heads of tables that may be sorted; what is unknown stays last.
(function () {
  "use strict";
  function value(row, at) {
    var cell = row.cells[at];
    if (cell.classList.contains("unknown")) return null;
    return "sort" in cell.dataset ? cell.dataset.sort : cell.textContent.trim();
  }
  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    var heads = Array.from(table.tHead.rows[0].cells), body = table.tBodies[0];
    var before = Array.from(body.rows), words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    if (before.length < 2) return;
    function sort(at, down) {
      var rows = before.map(function (row) { return [value(row, at), row]; });
      rows.sort(function (a, b) {
        if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null);
        return words.compare(a[0], b[0]) * (down ? -1 : 1);
      });
      rows.forEach(function (pair) { body.append(pair[1]); });
      heads.forEach(function (head, number) {
        if (number === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }
    heads.forEach(function (head, at) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.from(head.childNodes));
      button.addEventListener("click", function () { sort(at, head.getAttribute("aria-sort") === "ascending"); });
      head.append(button);
    });
    table.classList.add("sortable");
  });
})();
