// Fetches what reads aloud where the device has a voice of its own, and nowhere else.
const speech = window.speechSynthesis;
let fetched = false;

function look() {
  if (fetched || !speech.getVoices().some((voice) => voice.localService === true)) return;
  fetched = true;
  import("./player.js");
}

if (speech && window.SpeechSynthesisUtterance && document.querySelector("[data-listen]")) {
  if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
  else speech.onvoiceschanged = look; // the player takes the place when it comes
  look();
}
