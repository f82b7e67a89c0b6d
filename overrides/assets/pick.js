// Chooses among the rows of a long list by name and county, some at a time; the address keeps it.
(function () {
  "use strict";
  var AT_ONCE = 20;
  var picks = document.querySelector("[data-picks]"), body = document.querySelector("[data-pick]");
  var turn = document.querySelector("[data-turn]");
  if (!picks || !body || !turn) return;
  var rows = Array.from(body.rows), status = picks.querySelector("[role=status]");
  var name = picks.querySelector("[name=namn]"), county = picks.querySelector("[name=lan]"), steps = Array.from(turn.querySelectorAll("button"));
  var names = rows.map(function (row) { return row.cells[0].textContent.trim().toLowerCase(); });
  var at = 0;
  function show() {
    var word = name.value.trim().toLowerCase(), query = new URLSearchParams();
    var fit = rows.filter(function (row, number) {
      return names[number].includes(word) && (!county || !county.value || row.dataset.lan === county.value);
    });
    at = Math.max(0, Math.min(at, Math.ceil(fit.length / AT_ONCE) - 1));
    var shown = fit.slice(at * AT_ONCE, (at + 1) * AT_ONCE);
    rows.forEach(function (row) { row.hidden = true; });
    shown.forEach(function (row) { row.hidden = false; });
    if (name.value) query.set("namn", name.value);
    if (county && county.value) query.set("lan", county.value);
    if (at) query.set("sida", at + 1);
    history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
    status.textContent = !fit.length ? status.dataset.none : status.dataset.shown
      .replace("#1", at * AT_ONCE + 1).replace("#2", at * AT_ONCE + shown.length).replace("#3", fit.length);
    steps[0].disabled = !at;
    steps[1].disabled = (at + 1) * AT_ONCE >= fit.length;
    turn.hidden = fit.length <= AT_ONCE;
  }
  function anew() { at = 0; show(); }
  var given = new URLSearchParams(location.search);
  name.value = given.get("namn") || "";
  if (county) county.value = given.get("lan") || "";
  if (county && county.selectedIndex < 0) county.value = "";
  at = (parseInt(given.get("sida"), 10) || 1) - 1;
  picks.addEventListener("input", anew);
  picks.querySelector("[data-clear]").addEventListener("click", function () {
    name.value = "";
    if (county) county.value = "";
    anew();
  });
  turn.addEventListener("click", function (event) {
    var step = event.target.dataset.step;
    if (!step) return;
    at += Number(step);
    show();
    var first = body.querySelector("tr:not([hidden]) a");
    if (event.target.disabled && first) first.focus();
    body.closest("table").scrollIntoView({block: "start"});
  });
  picks.hidden = false;
  show();
})();
