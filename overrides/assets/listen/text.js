// What a page says, piece by piece in the order it is read: a sentence, its language and where it
// stands. It knows no voice, and rewrites no words itself.
import { said, sentences } from "./words.js";

const SILENT = "script, style, template, nav, form, dialog, output, button, select, textarea, svg, .tools, .anchor, " +
  ".section-themes, details:not([open]) > :not(summary), [hidden], [aria-hidden=true], a[href*='#_fn']";
const REFERENCES = "sup > a[href*='#_fn']";
const LONG = 600, SHORT = 250; // milliseconds of rest after a heading, and after any other block
const SPOKEN = /[\p{L}\p{N}]/u, STOPPED = /[.!?…:;,。！？؟][”"»’')\]]*$/u;

export function languageOf(element) {
  const told = element.closest("[lang]");
  return (told && told.lang) || document.documentElement.lang || "sv";
}

function silent(element) {
  return element.matches(SILENT) || getComputedStyle(element).display === "none";
}

function inline(element) { return /^(inline|contents|ruby)/.test(getComputedStyle(element).display); }

// Each piece: `say`; `language`; `from` and `to`, a node and a place in it (none of an
// announcement); `block`, the element around; `rest`; `within`, that it is a part of a sentence.
export function pieces(roots, words) {
  const found = [];
  let parts = [], before = "", stop = ".";

  function announce(say, block) {
    if (say) found.push({ say: say + ".", language: document.documentElement.lang || "sv", block, rest: SHORT });
  }

  // The running text of a block becomes pieces; `before` is said first, and belongs to the page.
  function flush(block, rest) {
    const text = parts.map((part) => part.text).join("");
    const spans = [];
    parts.reduce((at, part) => { spans.push({ ...part, at }); return at + part.text.length; }, 0);
    parts = [];
    if (!SPOKEN.test(text)) return;
    const last = found.length;
    const main = languageOf(block);
    sentences(text, main).forEach(([start, end]) => {
      const inside = spans.filter((span) => span.node && span.at < end && span.at + span.text.length > start);
      if (!inside.length || !SPOKEN.test(text.slice(start, end))) return;
      const first = inside[0], final = inside[inside.length - 1];
      const where = {
        from: [first.node, Math.max(0, start - first.at)],
        to: [final.node, Math.min(final.text.length, end - final.at)],
        block, rest: 0,
      };
      const runs = byLanguage(spans, text, start, end);
      runs.forEach(([language, part]) => {
        found.push({ ...where, say: said(part, language), language, within: language !== main });
      });
    });
    if (found.length === last) return;
    const one = found[last], final = found[found.length - 1];
    one.say = before + one.say;
    before = "";
    if (!STOPPED.test(final.say)) final.say += stop;
    final.rest = rest;
  }

  function byLanguage(spans, text, start, end) {
    const runs = [];
    spans.forEach((span) => {
      const part = text.slice(Math.max(start, span.at), Math.min(end, span.at + span.text.length));
      if (span.at >= end || span.at + span.text.length <= start) return;
      const run = runs[runs.length - 1];
      if (run && (run[0] === span.language || !SPOKEN.test(part))) run[1] += part;
      else if (run && !SPOKEN.test(run[1])) { run[0] = span.language; run[1] += part; }
      else if (run) { // the comma after a foreign word is not foreign, but it is said with it
        const closing = part.match(/^[\s.,;:!?…)”"»’]*/u)[0];
        run[1] += closing;
        runs.push([span.language, part.slice(closing.length)]);
      } else runs.push([span.language, part]);
    });
    return runs;
  }

  function walk(element) {
    element.childNodes.forEach((node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        parts.push({ node, text: node.data, language: languageOf(element) });
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || silent(node)) return;
      if (node.localName === "br") parts.push({ text: " ", language: languageOf(element) });
      else if (node.localName === "img") picture(node);
      else if (inline(node)) walk(node);
      else {
        flush(element, SHORT);
        block(node);
      }
    });
  }

  function picture(image) {
    if (!SPOKEN.test(image.alt)) return;
    flush(image.parentElement, SHORT);
    const language = languageOf(image), say = said(image.alt, language);
    found.push({ say: words.picture + ": " + say + (STOPPED.test(say) ? "" : "."), language, block: image, rest: SHORT });
  }

  function whole(element) {
    walk(element);
    flush(element, /^h[1-6]$/.test(element.localName) ? LONG : SHORT);
  }

  function block(element) {
    const name = element.localName;
    if (name === "table") return table(element);
    if (name === "blockquote") {
      announce(words.quote, element);
      whole(element);
      announce(words["quote-end"], element);
    } else if (name === "ol") {
      const notes = element.closest(".notes");
      let number = element.start;
      Array.from(element.children).forEach((item) => {
        if (item.value > 0) number = item.value;
        before = notes ? words.note.replace("#", number) + ": " : number + ". ";
        number += 1;
        whole(item);
        before = "";
      });
    } else if (name === "dt") {
      stop = ":";
      whole(element);
      stop = ".";
    } else whole(element);
  }

  // A row is told cell by cell, each after its column's name; what a cell leaves empty is not told.
  function table(element) {
    const region = element.closest("[role=region][aria-label]"), rows = Array.from(element.rows);
    const first = rows.findIndex((row) => row.querySelector("td")), label = region && region.getAttribute("aria-label");
    const names = [], heads = element.tHead ? Array.from(element.tHead.rows) : rows.slice(0, Math.max(0, first));
    heads.forEach((row) => columns(row, (cell, at) => { names[at] = saying(cell) || names[at]; }));
    const caption = element.caption && SPOKEN.test(element.caption.textContent) && element.caption;
    if (caption) {
      before = words.table + ": ";
      whole(caption);
      before = "";
    } else announce(label || words.table, element);
    rows.filter((row) => !heads.includes(row)).forEach((row) => columns(row, (cell, at) => {
      const named = names[at] && cell.localName === "td";
      if (!SPOKEN.test(cell.textContent)) return;
      before = named ? names[at] + ": " : "";
      whole(cell);
      before = "";
    }));
    announce(words["table-end"], element);
  }

  function columns(row, tell) {
    let at = 0;
    Array.from(row.cells).forEach((cell) => { tell(cell, at); at += cell.colSpan; });
  }

  function saying(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(REFERENCES).forEach((link) => { link.remove(); });
    const text = said(copy.textContent, languageOf(cell));
    return SPOKEN.test(text) ? text.replace(/[:.]$/, "") : "";
  }

  roots.forEach((root) => { block(root); });
  return found;
}

// The range of a piece, as it now stands on the page.
export function rangeOf(piece) {
  if (!piece.from || !piece.from[0].isConnected) return null;
  const range = document.createRange();
  range.setStart(...piece.from);
  range.setEnd(...piece.to);
  return range;
}
