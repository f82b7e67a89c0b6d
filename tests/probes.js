// What the tests of keyboard and of seeing ask of a page; it changes nothing in it.
window.probe = (function () {
  "use strict";
  var CONTROLS = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]";

  function shown(one) {
    return one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getClientRects().length > 0;
  }
  function controls() {
    return Array.from(document.querySelectorAll(CONTROLS)).filter(function (one) {
      return one.tabIndex >= 0 && !one.disabled && shown(one) && !one.closest("[inert]");
    });
  }
  function named(one) {
    var by = one.getAttribute("aria-labelledby");
    var words = by ? by.split(" ").map(function (id) { return document.getElementById(id).textContent; }).join(" ") : "";
    words = words || one.getAttribute("aria-label") || (one.labels && one.labels.length ? one.labels[0].textContent : "") || one.textContent;
    return words.replace(/\s+/g, " ").trim();
  }
  function told(one) {
    return one.localName + (one.className ? "." + String(one.className).split(" ").join(".") : "") + " ”" + named(one).slice(0, 40) + "”";
  }
  function parts(colour) {
    var found = colour.match(/[\d.]+/g).map(Number);
    return found.length < 4 || found[3] > 0 ? found.slice(0, 3) : null;
  }
  function light(rgb) {
    var linear = rgb.map(function (one) { one /= 255; return one <= 0.04045 ? one / 12.92 : Math.pow((one + 0.055) / 1.055, 2.4); });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
  function contrast(one, other) {
    var a = light(one), b = light(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  function ground(one) {
    for (; one; one = one.parentElement) {
      var rgb = parts(getComputedStyle(one).backgroundColor);
      if (rgb) return rgb;
    }
    return [255, 255, 255];
  }
  // WCAG 2.4.13: two pixels at least, three to one at least against what is around it. What is
  // drawn inside an element's edge is seen against the element itself.
  function ringed(one) {
    var look = getComputedStyle(one), width = look.outlineStyle === "none" ? 0 : parseFloat(look.outlineWidth);
    var offset = parseFloat(look.outlineOffset), around = ground(offset < 0 ? one : one.parentElement);
    var rings = [];
    if (width >= 2) rings.push(parts(look.outlineColor));
    var shadow = look.boxShadow.match(/(rgba?\([^)]*\)) 0px 0px 0px ([\d.]+)px/);
    if (shadow && parseFloat(shadow[2]) - width - offset >= 2) rings.push(parts(shadow[1]));
    return rings.some(function (ring) { return ring && contrast(ring, around) >= 3; });
  }
  function uncovered(one) {
    return Array.from(one.getClientRects()).some(function (box) {
      return [[0.5, 0.5], [0.02, 0.5], [0.98, 0.5], [0.5, 0.05], [0.5, 0.95]].some(function (at) {
        var top = document.elementFromPoint(box.left + box.width * at[0], box.top + box.height * at[1]);
        return top && (one.contains(top) || top.contains(one) && top.localName === "label");
      });
    });
  }
  function inside(one) {
    return Array.from(one.getClientRects()).some(function (box) {
      return box.bottom > 1 && box.top < innerHeight - 1 && box.right > 1 && box.left < innerWidth - 1;
    });
  }
  // Where the keyboard stands: its number among the page's controls, and what is wrong with it.
  function stop() {
    var one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    var wrong = [];
    if (!shown(one)) wrong.push("is not shown");
    if (!named(one)) wrong.push("has no name");
    if (!inside(one)) wrong.push("is outside the window");
    else if (!uncovered(one)) wrong.push("is covered");
    if (!ringed(one)) wrong.push("has no ring");
    return { at: controls().indexOf(one), told: told(one), wrong: wrong };
  }
  // Words that stand beside a control in the same run of text make it one "in a sentence".
  function inSentence(one) {
    if (getComputedStyle(one).display !== "inline" && getComputedStyle(one).display !== "inline-block") return false;
    var around = one.parentElement;
    while (around && getComputedStyle(around).display === "inline") around = around.parentElement;
    if (!around) return false;
    var rest = around.cloneNode(true);
    rest.querySelectorAll("a,button,.hidden-label,ul,ol,dl,p,div,[aria-hidden]").forEach(function (gone) { gone.remove(); });
    return /[\p{L}\p{N}]/u.test(rest.textContent);
  }
  function targets() {
    return controls().filter(function (one) { return one.getAttribute("role") !== "region" && one.localName !== "main"; });
  }
  // WCAG 2.5.8: 24 pixels, or a circle of 24 around its middle that meets no other target.
  function small() {
    var all = targets().map(function (one) { return { one: one, box: one.getBoundingClientRect() }; });
    function tight(two) { return two.box.width < 24 || two.box.height < 24; }
    function middle(two) { return [two.box.left + two.box.width / 2, two.box.top + two.box.height / 2]; }
    function crowded(two) {
      var at = middle(two);
      return all.some(function (other) {
        if (other === two || other.one.contains(two.one) || two.one.contains(other.one)) return false;
        if (tight(other)) {
          var there = middle(other);
          return Math.hypot(at[0] - there[0], at[1] - there[1]) < 24;
        }
        var dx = Math.max(other.box.left - at[0], 0, at[0] - other.box.right);
        var dy = Math.max(other.box.top - at[1], 0, at[1] - other.box.bottom);
        return Math.hypot(dx, dy) < 12;
      });
    }
    return all.filter(function (two) { return tight(two) && !inSentence(two.one) && crowded(two); }).map(function (two) { return told(two.one); });
  }
  // WCAG 2.5.5, for fingers. What a control's whole line answers to counts, as a label does.
  function tooSmallForFingers() {
    return targets().filter(function (one) {
      var box = one.getBoundingClientRect();
      return Math.round(box.height) < 44 && !inSentence(one);
    }).map(function (one) { return told(one) + " " + Math.round(one.getBoundingClientRect().height); });
  }
  // Text that is cut off, and boxes of text that lie on each other.
  function clipped() {
    return Array.from(document.querySelectorAll("body *")).filter(function (one) {
      var look = getComputedStyle(one);
      if (look.overflowX === "visible" && look.overflowY === "visible") return false;
      if (!shown(one) || one.closest(".hidden-label,.scheme-words") || one.matches("svg,svg *,select,input,textarea,[role=region][aria-label]")) return false;
      var wide = one.scrollWidth > one.clientWidth + 1, high = one.scrollHeight > one.clientHeight + 1;
      var cut = wide && look.overflowX !== "visible" || high && /hidden|clip/.test(look.overflowY);
      return cut && /[\p{L}\p{N}]/u.test(one.textContent);
    }).map(told);
  }
  function overlapping() {
    var boxes = [];
    var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      var node = walker.currentNode, one = node.parentElement;
      if (!node.data.trim() || !shown(one) || one.closest(".hidden-label,.scheme-words,svg,option,[role=region],.skip,details:not([open])")) continue;
      var fixed = false;
      for (var up = one; up; up = up.parentElement) if (/fixed|sticky|absolute/.test(getComputedStyle(up).position)) fixed = true;
      if (fixed) continue;
      var range = document.createRange();
      range.selectNodeContents(node);
      Array.from(range.getClientRects()).forEach(function (box) {
        if (box.width > 2) boxes.push({ node: node, box: box, size: parseFloat(getComputedStyle(one).fontSize) });
      });
    }
    boxes.sort(function (a, b) { return a.box.top - b.box.top; });
    var found = [];
    boxes.forEach(function (a, at) {
      for (var next = at + 1; next < boxes.length && boxes[next].box.top < a.box.bottom; next++) {
        var b = boxes[next], size = Math.min(a.size, b.size);
        if (a.node === b.node) continue;
        var across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        // The box of a line is higher than its letters.
        var down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 3 && down > size * 0.45) found.push(a.node.data.trim().slice(0, 30) + " | " + b.node.data.trim().slice(0, 30));
      }
    });
    return found;
  }
  // The order that is seen is the order that is written: nothing is moved by style.
  function moved() {
    return controls().filter(function (one) {
      for (var up = one; up; up = up.parentElement) {
        var look = getComputedStyle(up);
        if (one.tabIndex > 0 || look.order !== "0" || /reverse/.test(look.flexDirection)) return true;
      }
      return false;
    }).map(told);
  }
  return {
    clipped: clipped, controls: function () { return controls().length; }, moved: moved, overlapping: overlapping,
    small: small, stop: stop, tooSmallForFingers: tooSmallForFingers,
    wide: function () { return document.documentElement.scrollWidth > innerWidth + 1; }
  };
})();
