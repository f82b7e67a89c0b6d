// Reads a document aloud with a voice that runs on the device: start, pause, stop, speed, voice.
// A voice that is not local is never asked, since it sends the text away. Nothing is kept.
import { languageOf, pieces, rangeOf } from "./text.js";
import { base } from "./words.js";

const MARK = "listen";
const TICK = 1000, IN_VAIN = 10, LOST = 2; // milliseconds between two looks, and numbers of looks
const GLIDE = 1200; // milliseconds that the page may take to scroll
const MOMENT = 60; // after a cancelled utterance: some engines drop what comes at once
const control = document.querySelector("[data-listen]"), speech = window.speechSynthesis;

function start() {
  const roots = Array.from(document.querySelectorAll("[data-aloud]"));
  const play = part("play"), stop = part("stop"), status = part("status"), rate = part("rate"), choice = part("voice");
  const labels = { idle: play.textContent.trim(), reading: say("pause"), paused: say("go-on") };
  const marks = window.Highlight && CSS.highlights ? CSS.highlights : null;
  const others = window.BroadcastChannel ? new BroadcastChannel("styrdok-listen") : null;
  let state = "idle", read = [], at = 0, turn = 0, uttered = null, timer = 0, watch = 0;
  let marked = null, gliding = 0, following = true, missing = "";

  function part(which) { return control.querySelector("[data-listen-" + which + "]"); }
  function say(which) { return control.getAttribute("data-say-" + which) || ""; }
  function words() {
    return ["quote", "quote-end", "table", "table-end", "picture", "note"].reduce((all, which) => {
      all[which] = say(which);
      return all;
    }, {});
  }

  // Voices
  function voices(language) {
    return speech.getVoices().filter((voice) => voice.localService === true && base(voice.lang) === base(language));
  }
  function voiceOf(language) {
    const found = voices(language);
    if (base(language) === base(control.dataset.language)) {
      const chosen = found.find((voice) => voice.voiceURI === choice.value);
      if (chosen) return chosen;
    }
    return found.find((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase()) ||
      found.find((voice) => voice.default) || found[0] || null;
  }
  function offer() {
    const found = voices(control.dataset.language), chosen = choice.value;
    const same = found.length === choice.length && found.every((one, at) => one.voiceURI === choice[at].value);
    if (!same) choice.replaceChildren(...found.map((voice) => new Option(voice.name, voice.voiceURI)));
    const kept = found.find((voice) => voice.voiceURI === chosen) || voiceOf(control.dataset.language);
    if (kept) choice.value = kept.voiceURI;
    choice.closest("label").hidden = found.length < 2;
    if (state === "idle") control.hidden = !found.length;
  }

  // What is heard, and what comes after
  function become(next, told) {
    state = next;
    play.querySelector("[data-listen-label]").textContent = labels[next];
    control.classList.toggle("is-on", next !== "idle");
    control.classList.toggle("is-reading", next === "reading");
    part("more").hidden = next === "idle";
    status.textContent = told || "";
    status.classList.toggle("hidden-label", ["paused", "stopped"].some((which) => say(which) === told)); // one sees it
  }
  function hush() {
    turn += 1; // whatever an utterance of an earlier turn still tells is not heard
    clearTimeout(timer);
    clearInterval(watch);
    uttered = null;
    speech.cancel();
  }
  function end(told) {
    hush();
    unmark();
    const within = part("more").contains(document.activeElement);
    become("idle", told);
    if (within) play.focus(); // before what had focus is gone
    offer();
  }
  function fail(error) { end(say(error === "not-allowed" ? "refused" : "failed")); }
  function pause(told) {
    hush();
    become("paused", told || say("paused"));
  }
  // A voice that has been paused does not go on in every browser: the sentence is read again.
  function resume() {
    following = true;
    gliding = performance.now() + GLIDE;
    become("reading");
    if (others) others.postMessage("reads");
    utter(); // at once: some browsers ask that it follows from what the reader did
  }
  function later(wait) {
    const mine = turn;
    clearTimeout(timer);
    timer = setTimeout(() => { if (mine === turn) utter(); }, wait);
  }
  function utter() {
    const piece = read[at];
    if (!piece) return end(say("done"));
    const voice = voiceOf(piece.language) || (piece.within && voiceOf(control.dataset.language));
    show(piece);
    if (!voice) return pass(piece);
    missing = "";
    speak(piece.say, voice, () => {
      at += 1;
      later(piece.rest / rate.value);
    });
  }
  // Passages in a language that the device has no voice for: that is said once, and they are passed.
  function pass(piece) {
    const told = say("foreign").replace("#", nameOf(piece.language)), voice = voiceOf(document.documentElement.lang);
    const known = missing === piece.language;
    missing = piece.language;
    while (read[at] && !voiceOf(read[at].language) && read[at].language === piece.language) at += 1;
    if (known) return later(0);
    status.textContent = told;
    if (!voice) return later(0);
    speak(told, voice, () => { later(0); });
  }
  function nameOf(language) {
    try {
      return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(base(language));
    } catch (unknown) {
      return language;
    }
  }
  function speak(text, voice, next) {
    const utterance = new SpeechSynthesisUtterance(text), mine = ++turn;
    let begun = false, waited = 0, quiet = 0;
    utterance.voice = voice;
    utterance.lang = voice.lang.replace("_", "-");
    utterance.rate = Number(rate.value);
    uttered = utterance; // held, so that a browser does not forget it while it speaks
    utterance.onstart = utterance.onboundary = () => { begun = true; };
    utterance.onend = () => { if (mine === turn) done(); };
    utterance.onerror = (event) => {
      if (mine !== turn) return;
      if (event.error === "interrupted" || event.error === "canceled") pause(say("interrupted"));
      else fail(event.error);
    };
    function done() {
      turn += 1;
      clearInterval(watch);
      next();
    }
    // Some engines lose the end of an utterance, and some never begin.
    function look() {
      quiet = speech.speaking || speech.pending ? 0 : quiet + 1;
      waited += 1;
      if (mine !== turn) clearInterval(watch);
      else if (begun && quiet >= LOST) done();
      else if (!begun && (quiet >= LOST || waited >= IN_VAIN)) fail("silent");
    }
    clearInterval(watch);
    watch = setInterval(look, TICK);
    speech.resume(); // another page may have left the voice paused
    speech.speak(utterance);
  }

  // The mark, and the page that follows it
  function show(piece) {
    const before = marked;
    if (before && !seen(before) && performance.now() > gliding) following = false;
    if (before && seen(before)) following = true;
    unmark();
    const range = rangeOf(piece);
    if (!range) return;
    marked = range;
    if (marks) marks.set(MARK, new Highlight(range));
    else around(range).classList.add("listen-now");
    if (!following || seen(range)) return;
    gliding = performance.now() + GLIDE;
    scrollTo({ top: scrollY + range.getBoundingClientRect().top - innerHeight * 0.3 }); // as the style says
  }
  function around(range) {
    let node = range.commonAncestorContainer;
    if (node.nodeType !== Node.ELEMENT_NODE) node = node.parentElement;
    return node.closest("p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, caption, figcaption") || node;
  }
  function unmark() {
    if (marked && marks) marks.delete(MARK);
    else if (marked) around(marked).classList.remove("listen-now");
    marked = null;
  }
  function seen(range) {
    const box = range.getBoundingClientRect(), low = innerHeight - 2 * part("bar").offsetHeight;
    return box.top >= innerHeight * 0.12 && (box.bottom <= low || box.top <= innerHeight / 2);
  }

  // From the start, or from what the reader has selected in the text
  function begin() {
    read = pieces(roots, words());
    const chosen = getSelection(), range = chosen.rangeCount && !chosen.isCollapsed && chosen.getRangeAt(0);
    const inside = range && roots.some((root) => root.contains(range.startContainer));
    const from = inside ? read.findIndex((piece) => {
      const own = rangeOf(piece);
      return own && own.compareBoundaryPoints(Range.START_TO_END, range) > 0;
    }) : 0;
    at = Math.max(0, from);
    missing = "";
    resume();
  }

  play.addEventListener("click", () => {
    if (state === "idle") begin();
    else if (state === "reading") pause();
    else resume();
  });
  stop.addEventListener("click", () => { end(say("stopped")); });
  [rate, choice].forEach((field) => field.addEventListener("change", () => {
    if (state !== "reading") return;
    hush();
    later(MOMENT); // the same sentence, as it is now to be read
  }));
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || state === "idle") return;
    event.preventDefault();
    end(say("stopped"));
  });
  ["wheel", "touchmove"].forEach((by) => addEventListener(by, () => { gliding = 0; }, { passive: true }));
  addEventListener("pagehide", () => { if (state !== "idle") end(); });
  if (others) others.onmessage = () => { if (state === "reading") pause(say("interrupted")); };
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  else speech.onvoiceschanged = offer;
  offer();
}

if (control && speech && window.SpeechSynthesisUtterance) start();
