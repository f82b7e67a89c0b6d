// Applies the chosen colour scheme before anything is painted, and lets the reader change it.
(function () {
  "use strict";
  var root = document.documentElement, key = "styrdok-scheme", chosen = null;
  try { chosen = localStorage.getItem(key); } catch (e) { /* storage is shut: follow the system */ }
  root.dataset.script = ""; // what a script will show has its place from the first
  if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    function dark() {
      return root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    }
    function show() { button.setAttribute("aria-pressed", String(dark())); }
    button.addEventListener("click", function () {
      root.dataset.scheme = dark() ? "light" : "dark";
      try { localStorage.setItem(key, root.dataset.scheme); } catch (e) { /* lasts for this page */ }
      show();
    });
    button.hidden = false;
    show();
  });
})();
