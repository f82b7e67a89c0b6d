// Settles, before anything is painted, that scripts run and which colour scheme the reader chose;
// then answers for the two buttons of the head: the scheme, and the menu where it is a drawer.
(function () {
  "use strict";
  const root = document.documentElement, key = "styrdok-scheme";
  let chosen = null;
  root.classList.add("scripted");
  try { chosen = localStorage.getItem(key); } catch (e) { /* storage is shut: follow the system */ }
  if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;

  const control = name => document.querySelector(`[data-audit="${name}"]`);
  const isDark = () => root.dataset.scheme
    ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const tell = () => control("theme-toggle")?.setAttribute("aria-pressed", String(isDark()));

  function turn() {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem(key, root.dataset.scheme); } catch (e) { /* lasts for this page */ }
    tell();
  }

  function open(button, yes) {
    button.setAttribute("aria-expanded", String(yes));
    document.getElementById(button.getAttribute("aria-controls")).classList.toggle("open", yes);
  }
  const isOpen = button => button?.getAttribute("aria-expanded") === "true";

  // On the document, so that the buttons answer as soon as they can be seen.
  document.addEventListener("click", event => {
    const button = event.target.closest("button[data-audit]");
    if (!button) return;
    if (button.dataset.audit === "theme-toggle") turn();
    if (button.dataset.audit === "menu-open") open(button, !isOpen(button));
  });
  document.addEventListener("keydown", event => {
    const button = control("menu-open"), at = document.activeElement;
    if (event.key !== "Escape" || !isOpen(button) || !button.getClientRects().length) return;
    if (at !== document.body && (!at.closest(".head") || at.matches("input"))) return; // not ours
    open(button, false);
    button.focus();
  });
  addEventListener("pagehide", () => { // who comes back by the browser's button finds it closed
    const button = control("menu-open");
    if (isOpen(button)) open(button, false);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  document.addEventListener("DOMContentLoaded", tell);
})();
