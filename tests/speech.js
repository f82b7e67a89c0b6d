// Stands in for a device's voices in tests: it says nothing, and keeps what it is given to say.
// GIVEN stands before it: voices, whether they come late, and how the engine fails.
(function () {
  "use strict";
  var said = [], queue = [], current = null, voices = GIVEN.late ? [] : GIVEN.voices, hears = [];
  var wait = window.setTimeout; // the rests between pieces pass twenty times as fast
  window.setTimeout = function (then, time) { return wait(then, (time || 0) / 20); };
  function Utterance(text) { this.text = text; this.rate = 1; this.voice = null; this.lang = ""; }
  function tell(utterance, kind, more) {
    var heard = utterance["on" + kind];
    if (heard) heard.call(utterance, Object.assign({ type: kind, utterance: utterance }, more));
  }
  function next() {
    if (current || !queue.length) return;
    current = queue.shift();
    said.push({ text: current.text, rate: current.rate, lang: current.lang, voice: current.voice && current.voice.name });
    if (GIVEN.error) return drop("error", { error: GIVEN.error });
    if (GIVEN.mute) return;
    setTimeout(tell.bind(null, current, "start"), 0);
    if (!GIVEN.slow) setTimeout(finish.bind(null, current), 1);
  }
  function drop(kind, more) {
    var gone = current;
    current = null;
    setTimeout(function () { tell(gone, kind, more); next(); }, 0);
  }
  function finish(utterance) { if (utterance === current) drop("end"); }
  var speech = {
    getVoices: function () { return voices; },
    speak: function (utterance) { queue.push(utterance); next(); },
    cancel: function () {
      var gone = current;
      current = null;
      queue = [];
      if (gone) setTimeout(tell.bind(null, gone, "error", { error: "canceled" }), 0);
    },
    pause: function () { throw new Error("this engine cannot pause"); },
    resume: function () {},
    addEventListener: function (kind, hear) { if (kind === "voiceschanged") hears.push(hear); }
  };
  Object.defineProperty(speech, "speaking", { get: function () { return Boolean(current); } });
  Object.defineProperty(speech, "pending", { get: function () { return queue.length > 0; } });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
  window.stand = {
    said: said,
    finish: function () { if (current) finish(current); }, // a slow engine ends when it is told to
    lose: function () { current = null; }, // and this one forgets to tell that it has ended
    interrupt: function () { drop("error", { error: "interrupted" }); },
    arrive: function (come) { voices = come || GIVEN.voices; hears.forEach(function (hear) { hear(); }); }
  };
})();
