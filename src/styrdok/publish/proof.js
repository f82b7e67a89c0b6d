// Loads the page anew when something has changed; `styrdok serve` alone puts this on its pages.
(function () {
  "use strict";
  var given = document.currentScript.dataset;
  (function wait() {
    fetch(given.news + "?" + given.number).then(function (answer) { return answer.text(); }).then(function (now) {
      if (now !== given.number) location.reload(); else wait();
    }).catch(function () { setTimeout(wait, 1000); });
  })();
})();
