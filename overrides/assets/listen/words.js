// How written words are said: where a text's sentences stand, and what a voice is given of each.
// It knows no page. What is rewritten is what has one reading alone; in doubt it stands as it is.
// The sentences of Swedish are those that Python counts (redline/sentences.py).
const LONGEST = 240; // signs: a browser may fall silent in what takes longer than a breath or two
const NOTES = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const CLOSING = "”\"»’')]" + NOTES;
const OPENING = "”\"»«“‘’'([";
const ABBREVIATIONS = new Set((
  "adj adr ang anm ansv art avd avg avs bet betr bil bitr bl ca dir div dnr doc dr dvs eftr " +
  "ekon eg enl ev ex exkl exv ff fig forts fr fru förf förk hr inkl ing inst jfr jur kand kap " +
  "kl komm kons kv lic lit max min mom mr mrs nr nuv obs omkr ordf pers prof prop ref reg resp " +
  "rskr sek sekr sid sign st särsk tab tel tfn tim univ uppl utg vol vs årg äv övers").split(" "));
const MAY_END = new Set(["m.m", "m.fl", "osv", "o.s.v", "etc", "o.d", "o.dyl", "dyl", "e.d", "kr"]);
const DOTTED = /^(?:\p{L}{1,4}\.)+\p{L}{1,4}$/u;
const ENUMERATOR = /^\(?(?:\d{1,3}|[a-zåäö]|[ivx]{1,4})[.)]$/i;

function trim(word, left, right) {
  let from = 0, to = word.length;
  while (to > from && right.includes(word[to - 1])) to -= 1;
  while (from < to && left.includes(word[from])) from += 1;
  return word.slice(from, to);
}

function begins(word) {
  const sign = trim(word, OPENING + "*-–—§•¿¡", "")[0];
  return !sign || sign === sign.toUpperCase();
}

function ends(word, next, first) {
  const bare = trim(word, "", CLOSING), unmarked = trim(bare, "", ".!?…"), mark = bare.slice(unmarked.length);
  if (!mark || !begins(next) || (first && ENUMERATOR.test(word))) return false;
  if (mark !== ".") return true;
  const stem = trim(bare.slice(0, -1), OPENING, ""), low = stem.toLowerCase();
  if (MAY_END.has(low)) return true;
  if (/^\p{L}$/u.test(stem)) return false; // an initial
  if (/\p{Nd}$/u.test(stem)) return !/^\p{Nd}/u.test(next);
  return !ABBREVIATIONS.has(low) && !DOTTED.test(low);
}

function ours(text) {
  const words = Array.from(text.matchAll(/\S+/gu)), found = [];
  let start = 0;
  words.forEach((word, at) => {
    const next = words[at + 1];
    if (next && !ends(word[0], next[0], at === start)) return;
    found.push([words[start].index, word.index + word[0].length]);
    start = at + 1;
  });
  return found;
}

// A text as long as a page, or a sentence that lost its stops when it was scanned, in parts that
// a voice gets through: after a semicolon, a colon, a comma or a dash, else between two words.
function parted(text, [from, to]) {
  const found = [];
  while (to - from > LONGEST) {
    const part = text.slice(from, from + LONGEST), later = part.slice(LONGEST / 3);
    const clause = later.search(/[;:,–][\s][^;:,–]*$/u), gap = part.search(/\s\S*$/u);
    const cut = clause >= 0 ? LONGEST / 3 + clause + 1 : gap > 0 ? gap : LONGEST;
    found.push([from, from + cut]);
    from += cut;
    while (from < to && /\s/u.test(text[from])) from += 1;
  }
  found.push([from, to]);
  return found;
}

function theirs(text, language) {
  const cutter = new Intl.Segmenter(language, { granularity: "sentence" });
  return Array.from(cutter.segment(text), ({ segment, index }) => {
    const before = segment.length - segment.trimStart().length;
    return [index + before, index + segment.trimEnd().length];
  }).filter(([from, to]) => to > from);
}

export function base(language) { return language.toLowerCase().split(/[-_]/)[0]; }

// Where the sentences of a text stand in it: pairs of a first sign, and one behind the last.
export function sentences(text, language) {
  let found = null;
  try { found = base(language) === "sv" ? null : theirs(text, language); } catch (unknown) { /* no such language, or an old browser */ }
  return [].concat(...(found || ours(text)).map((one) => parted(text, one)));
}

const MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split(" ");
const DAYS = { mån: "måndag", tis: "tisdag", ons: "onsdag", tor: "torsdag", tors: "torsdag", fre: "fredag", lör: "lördag", sön: "söndag" };
const DAY = "(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar)?|" + Object.keys(DAYS).join("|") + "|" + MONTHS.join("|") + ")";
const BEFORE = "(^|[^\\p{L}\\p{N}])", AFTER = "(?![\\p{L}\\p{N}])";
const NUMBER = "\\d+(?:\\s?[a-z]" + AFTER + ")?";
const LIST = NUMBER + "(?:(?:,\\s?|\\s?[–-]\\s?|\\s(?:och|samt|eller)\\s)" + NUMBER + ")*";
const SPACED = { // with full stops, with spaces, or with both
  "t ex": "till exempel", "bl a": "bland annat", "m m": "med mera", "m fl": "med flera", "d v s": "det vill säga",
  "o s v": "och så vidare", "p g a": "på grund av", "t o m": "till och med", "fr o m": "från och med",
  "f d": "före detta", "f n": "för närvarande", "e dyl": "eller dylikt", "o dyl": "och dylikt",
};
const STOPPED = { // only with a full stop after, since some of them are words without
  dvs: "det vill säga", osv: "och så vidare", resp: "respektive", inkl: "inklusive", exkl: "exklusive",
  enl: "enligt", ang: "angående", tel: "telefon", etc: "etcetera",
};
const PLAIN = { dvs: "det vill säga", osv: "och så vidare", pga: "på grund av", jfr: "jämför", tfn: "telefon", ggr: "gånger" };
const COUNTED = { kl: "klockan", ca: "cirka", "c:a": "cirka", nr: "nummer", s: "sida", sid: "sida" }; // before a number
const MONEY = { kr: "kronor", tkr: "tusen kronor", mkr: "miljoner kronor", mnkr: "miljoner kronor" }; // after one

function rule(pattern, words, flags) { return [new RegExp(pattern, flags || "giu"), words]; }
function each(table, pattern) {
  return Object.keys(table).map((short) => rule(pattern(short), (all, before) => (before || "") + table[short]));
}
const RULES = [
  rule("https?://(?:www\\.)?", ""),
  rule("(^|[^\\p{N}-])((?:19|20)\\d\\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\p{N}-])",
    (all, before, year, month, day) => before + Number(day) + " " + MONTHS[month - 1] + " " + year),
  ...each(SPACED, (short) => BEFORE + short.split(" ").join("(?:\\.\\s?|\\s)") + "(?:\\.|" + AFTER + ")"),
  ...each(STOPPED, (short) => BEFORE + short + "\\."),
  ...each(PLAIN, (short) => BEFORE + short + AFTER),
  ...each(COUNTED, (short) => BEFORE + short + "\\.?(?=\\s?\\d)"),
  ...each(MONEY, (short) => "(\\d\\s?)" + short + AFTER),
  // ’6 § förvaltningslagen’, but ’beslutad 2021 § 225’: a number on each side belongs to the latter,
  // unless the latter is that of a paragraph's part (’6 § 2 stycket’).
  rule("(^|[^\\p{L}\\p{N}:./–-])(" + LIST + ")\\s?§{1,2}(?!\\s?\\d+(?!\\d|\\s?(?:st|p|mom)))", "$1paragraf $2"),
  rule("§{1,2}\\s?(" + LIST + ")", "paragraf $1"),
  rule("§{1,2}", "paragraf"),
  rule(BEFORE + "(" + NUMBER + ")\\s?kap(?:\\.|" + AFTER + ")", "$1kapitel $2"),
  rule(BEFORE + "kap\\.\\s?(?=\\d)", "$1kapitel "),
  rule("(paragraf \\d+(?:\\s?[a-z])?)\\s(\\d+)\\s?st(?:\\.|" + AFTER + ")", "$1 stycke $2"),
  rule("(^|[^\\p{N}])((?:1[6-9]|20)\\d\\d):(?=\\d{1,4}(?!\\d))", "$1$2 kolon "),
  rule(BEFORE + "(" + DAY + ")\\s?[–-]\\s?(" + DAY + ")" + AFTER,
    (all, before, one, other) => before + (DAYS[one.toLowerCase()] || one) + " till " + (DAYS[other.toLowerCase()] || other)),
  rule("(\\d[.:]\\d\\d)\\s?[–-]\\s?(?=\\d{1,2}[.:]\\d\\d(?!\\d))", "$1 till "),
  rule("(\\d)\\s?–\\s?(?!\\d{2,3} \\d\\d)(?=\\d)", "$1 till "), // not within a telephone number
  rule("(paragraf \\d+)-(?=\\d)", "$1 till "),
  rule("\\s?%", " procent"),
  rule("\\s?‰", " promille"),
  rule("\\s&\\s", " och "),
  rule("\\s·\\s", ", "),
];

// What a voice is given to say of a sentence.
export function said(words, language) {
  const clean = words.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, "").replace(/\s+/gu, " ").trim();
  if (base(language) !== "sv") return clean;
  const spoken = RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), clean);
  return clean.endsWith(".") && !spoken.endsWith(".") ? spoken + "." : spoken;
}
