// The words, roots and compounds of Swedish; styrdok/swedish/{roots,split,terms}.py say the same.
(function (home) {
  "use strict";
  var VOWELS = "aeiouyåäö";
  var REGION = new RegExp("^[^" + VOWELS + "]*[" + VOWELS + "]+[^" + VOWELS + "]");
  var MAIN = new RegExp("(?:heterna|hetens|anden|andes|andet|arens|arnas|ernas|heten|heter|ornas|ades|ande|aren|arna"
    + "|arne|aste|erna|erns|orna|ade|are|ast|ens|ern|het|ad|ar|as|at|en|er|es|et|or|a|e|s)$");
  var AFTER_ET = new RegExp("[^][" + VOWELS + "][^" + VOWELS + "]$");
  var ET_STAYS = /(?:fab|h|pak|rak|stak|kom|iet|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|uit|ivit|kvit|xit)$/;
  var PAIR = /(?:dd|gd|nn|dt|gt|kt|tt)$/;
  var OTHER = /(?:lig|els|ig|fullt|[iklnprtuv]öst)$/;
  var OST = /öst$/;
  var HET = /^(?:lig|ig)?het/;
  var LONGEST_REPAIR = 4, LONGEST = 64, REPAIRS = Object.create(null);
  [[3, 2, "", "an"], [3, 1, "", "in on yn ån ön én än un ln"], [0, 0, "", "tion sion xion nion gion lion"],
    [4, 1, "", "is os us ys ås és"], [4, 1, "", "jös kös pös iet éet yet"], [5, 1, "", "orn ot"],
    [3, 2, "", "bet det fet get ket pet vet set ret let net tet met"],
    [4, 1, "", "ivt mt md jt jd pt llt lld yrt yrd ört örd"], [5, 1, "", "alt elt bart ärt"], [3, 1, "", "mm"],
    [4, 1, "", "gn kn tn vn dn"], [3, 1, "", "pn"], [3, 1, "el", "bl dl fl gl kl ml pl sl tl vl xl"],
    [3, 1, "", "br dr fr gr kr mr nr pr sr tr vr"], [3, 3, "", "and"], [4, 2, "", "ium"], [3, 1, "", "frit"]
  ].forEach(function (row) {
    row[3].split(" ").forEach(function (ending) { REPAIRS[ending] = row; });
  });
  function etFalls(rest) { return AFTER_ET.test(rest) && !ET_STAYS.test(rest); }
  function inRegion(pattern, word, region) { return region < word.length ? pattern.exec(word.slice(region)) : null; }
  function mainEnding(word, region, again) {
    var found = inRegion(MAIN, word, region);
    if (!found) return word;
    var ending = found[0], rest = word.slice(0, word.length - ending.length);
    if (ending === "s") {
      if (/et$/.test(rest) && etFalls(rest.slice(0, -2))) return rest.slice(0, -2);
      return /[bcdfghjklmnoprtvy]$/.test(rest) ? rest : word;
    }
    return (ending === "et" && !etFalls(rest)) || (ending === "es" && again) ? word : rest;
  }
  function snowball(word, region, main, again) {
    if (main) word = mainEnding(word, region, again);
    if (word.length - 2 >= region && PAIR.test(word)) word = word.slice(0, -1);
    var found = OTHER.exec(word);
    if (found && OST.test(word)) return word.length - 3 >= region ? word.slice(0, -1) : word;
    found = inRegion(/(?:lig|els|ig|fullt)$/, word, region);
    if (!found) return word;
    return found[0] === "fullt" ? word.slice(0, -1) : word.slice(0, word.length - found[0].length);
  }
  function repair(word, region) {
    for (var size = Math.min(LONGEST_REPAIR, word.length); size > 1; size--) {
      var row = REPAIRS[word.slice(-size)];
      if (row) {
        var kept = word.length - row[1];
        return kept >= row[0] && kept >= region ? word.slice(0, kept) + row[2] : word;
      }
    }
    return word;
  }
  function root(written) {
    var after = written.toLowerCase().replace(/-/g, ""), before = "", main = true;
    var found = after.length >= 3 ? REGION.exec(after) : null;
    var region = found ? Math.max(3, found[0].length) : after.length;
    while (after !== before && after.length <= LONGEST) {
      var again = before !== "";
      before = after;
      after = repair(snowball(after, region, main, again), region);
      main = main && !HET.test(before.slice(after.length));
    }
    return after;
  }

  // A way to divide a word is a list of pairs: what is written of a part, and its root.
  var LEAST = 2, LEAST_WORD = 5, MOST = 6;
  var has = Object.prototype.hasOwnProperty, VOWEL = /[aeiouyåäöé]/;
  function getter(heads) {
    if (typeof heads === "function") return heads;
    if (typeof heads.get === "function") return function (part) { return heads.get(part); };
    return function (part) { return has.call(heads, part) ? heads[part] : undefined; };
  }
  function better(one, other) {
    function rank(way) {
      var inner = way.slice(1, -1).filter(function (part) { return part[0].slice(-1) === "s"; }).length;
      var least = Math.min.apply(null, way.map(function (part) { return part[0].length; }));
      return [-way.length, inner, least, way[way.length - 1][0].length];
    }
    var a = rank(one), b = rank(other);
    for (var at = 0; at < a.length; at++) if (a[at] !== b[at]) return a[at] > b[at];
    return false;
  }
  function pieces(written, heads, ends) {
    var word = written.toLowerCase(), size = word.length, best = null, reached = {0: []};
    if (size < LEAST_WORD || size > LONGEST) return [];
    var head = getter(heads);
    for (var at = 0; at < size - LEAST; at++) {
      var way = reached[at];
      if (!way || way.length >= MOST) continue;
      for (var to = at + LEAST; to <= size - LEAST; to++) {
        var part = word.slice(at, to), found = head(part);
        var last = part.charAt(part.length - 1), before = part.charAt(part.length - 2);
        if (!found && at && last === "s" && before !== "s") found = head(part.slice(0, -1));
        if (!found) continue;
        var longer = way.concat([[part, found]]);
        var twice = to - at > LEAST && last === before && !VOWEL.test(last);
        for (var start = to; start >= to - (twice ? 1 : 0); start--) {
          var rest = word.slice(start), end = rest.length >= LEAST ? root(rest) : "";
          if (end && ends(end)) {
            var whole = longer.concat([[rest, end]]);
            if (!best || better(whole, best)) best = whole;
          }
          var known = reached[start];
          if (start > at && (!known || !known.length || better(longer, known))) reached[start] = longer;
        }
      }
    }
    return best || [];
  }
  function split(word, heads, ends) {
    return pieces(word, heads, ends).map(function (part) { return part[1]; });
  }

  var MARKS = /[\u0300-\u036f]/g;
  function fold(word) {
    return word.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/æ/g, "a").replace(/ø/g, "o");
  }

  var WORD = 0, IDENTIFIER = 1, SHORTER = 2;
  var LETTER = "a-zà-öø-ʯ\\u0300-\\u036fͰ-\\u1fff⺀-\\ud7ff\\u00ad", BLANK = "[ \\u00a0\\u202f\\n\\t]", YEAR = "(?:19|20)[0-9]{2}";
  var END = "(?![0-9" + LETTER + "])";
  var MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split(" ");
  var MONTH = "jan(?:uari)?|feb(?:r|ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?"
    + "|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?";
  var TOKEN = [
    "(" + YEAR + ")([-./])(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])" + END,
    "(?:(0?[1-9]|[12][0-9]|3[01])" + BLANK + "+)?(" + MONTH + ")\\.?" + BLANK + "+(" + YEAR + ")" + END,
    "§" + BLANK + "*([0-9]+(?:" + BLANK + "?[a-h]" + END + ")?)",
    "([0-9]+(?:" + BLANK + "?[a-h])?)" + BLANK + "?§(?!§|" + BLANK + "*[0-9])",
    "([a-zåäö]{1,6})(?:" + BLANK + "|[-/.])?(" + YEAR + ")(?:[/:.]|-(?!" + YEAR + END + "))([0-9]{1,6})" + END,
    "(" + YEAR + ")[/:.]([0-9]{1,6})" + END,
    "([0-9" + LETTER + "]+(?:[-\\u2011][0-9" + LETTER + "]+)*)(?::[a-zåäö]{1,4}" + END + ")?"
  ].join("|");
  function lowered(text) {
    var low = text.toLowerCase();
    if (low.length === text.length) return low;
    return text.split("").map(function (one) { var l = one.toLowerCase(); return l.length === 1 ? l : one; }).join("");
  }
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function named(found, text) {
    if (found[4]) return [[found[1] + "-" + found[3] + "-" + found[4], IDENTIFIER], [found[1] + "-" + found[3], SHORTER]];
    if (found[7]) {
      var month = found[7] + "-" + two(MONTHS.indexOf(found[6].slice(0, 3)) + 1);
      return found[5] ? [[month + "-" + two(Number(found[5])), IDENTIFIER], [month, SHORTER]] : [[month, IDENTIFIER]];
    }
    if (found[8] || found[9]) return [["§" + (found[8] || found[9]).replace(new RegExp(BLANK, "g"), ""), IDENTIFIER]];
    if (found[14]) return [[found[13] + "/" + Number(found[14]), IDENTIFIER]];
    var prefix = found[10], number = found[11] + "/" + Number(found[12]);
    if (/^(?:dnr|diarienr|nr)$/.test(prefix)) return [[number, IDENTIFIER]];
    var written = text.slice(found.index, found.index + prefix.length);
    var all = [[prefix + " " + number, IDENTIFIER], [number, SHORTER]];
    return written === written.toUpperCase() ? all : all.concat([[prefix, WORD]]);
  }
  // Each token is {word, at, end, kind}, its places counted in UTF-16 units.
  function tokens(text) {
    var low = lowered(text), pattern = new RegExp(TOKEN, "g"), all = [], found;
    while ((found = pattern.exec(low))) {
      var at = found.index, end = at + found[0].length, word = found[15], names;
      if (word !== undefined) {
        word = word.replace(/\u00ad/g, "").replace(/\u2011/g, "-");
        names = word ? [[/[\u0300-\u036f]/.test(word) ? word.normalize("NFC") : word, WORD]] : [];
      } else names = named(found, text);
      names.forEach(function (name) { all.push({word: name[0], at: at, end: end, kind: name[1]}); });
    }
    return all;
  }
  var swedish = {fold: fold, root: root, pieces: pieces, split: split, tokens: tokens, WORD: WORD, IDENTIFIER: IDENTIFIER, SHORTER: SHORTER, LONGEST: LONGEST};
  if (typeof module === "object" && module.exports) module.exports = swedish;
  else home.swedish = swedish;
})(typeof self === "object" ? self : this);
