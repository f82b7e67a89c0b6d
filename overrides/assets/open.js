// Tells whether a function is open now, in Swedish time, from its hours and the year's holidays.
// Where anything is unknown (a day beyond the data, a browser without time zones) it claims nothing.
(function () {
  "use strict";
  const lines = Array.from(document.querySelectorAll("[data-open]:not([data-told])"));
  const MINUTE = 60000, HOUR = 3600000, MIDNIGHT = 1440, FARTHEST = 366;
  let days = { "år": [], "stängt": {}, "kan vara kortare": {} }, timer = 0;
  if (!lines.length) return;

  let clockThere = null;
  function swedish(moment) {
    clockThere = clockThere || new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Stockholm", hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    const part = {};
    clockThere.formatToParts(moment).forEach((one) => { part[one.type] = one.value; });
    return { date: [part.year, part.month, part.day].join("-"), minute: part.hour * 60 + Number(part.minute) };
  }
  function minutes(clock) { const [hour, minute] = clock.split(":"); return hour * 60 + Number(minute); }
  function later(date, number) {
    const day = new Date(date + "T00:00:00Z");
    day.setUTCDate(day.getUTCDate() + number);
    return day.toISOString().slice(0, 10);
  }
  function weekday(date) { return new Date(date + "T00:00:00Z").getUTCDay() || 7; }
  // Spans of opening from rows of hours, those that meet made one.
  function spans(rows) {
    const met = [];
    rows.map((row) => [minutes(row[0]), minutes(row[1])]).sort((a, b) => a[0] - b[0]).forEach((span) => {
      const last = met[met.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else met.push(span);
    });
    return met;
  }
  // A day: its spans; `name` of why it is closed; `shorter`, why it may be; null is unknown.
  function dayOf(told, date) {
    const number = weekday(date), closed = days["stängt"][date], short = days["kan vara kortare"][date];
    const names = (closed || short || "").split(" och ");
    const known = days["år"].includes(Number(date.slice(0, 4)));
    const usual = told.week.filter((row) => row[0] === number).map((row) => row.slice(1));
    const here = told.other.filter((row) => row.on ? names.includes(row.on) :
      row.from <= date && date <= row.to && (!row.days || row.days.includes(number)));
    const first = here[0];
    const rows = here.filter((row) => row.on === first.on && row.from === first.from && row.to === first.to);
    const sure = first && (first.on || first.from === first.to);
    const open = first ? rows.filter((row) => row.opens).map((row) => [row.opens, row.closes]) : usual;
    if (sure) return { spans: spans(open), name: first.name || first.on || closed };
    if (!known) return null;
    if (closed) return { spans: [], name: closed };
    return { spans: spans(open), name: first && first.name, shorter: open.length ? short : undefined };
  }
  function clock(minute) { return Math.floor(minute / 60) + "." + String(minute % 60).padStart(2, "0"); }
  function fill(words, blanks) { return words.replace(/#(\w+)/g, (whole, name) => blanks[name]); }
  function dated(date, style) {
    return new Intl.DateTimeFormat(document.documentElement.lang, Object.assign({ timeZone: "UTC" }, style))
      .format(new Date(date + "T00:00:00Z"));
  }
  function named(words, today, ahead) {
    const date = later(today, ahead);
    if (ahead < 2) return ahead ? words.tomorrow : words.today;
    return dated(date, ahead > 6 ? { weekday: "long", day: "numeric", month: "long" } : { weekday: "long" });
  }
  // When a span that ends at midnight ends: the next day may go on from there.
  function closing(told, date, until) {
    let ahead = 0;
    while (until === MIDNIGHT && ahead < 7) {
      const next = dayOf(told, later(date, ahead + 1));
      if (!next || next.shorter) return null;
      if (!next.spans.length || next.spans[0][0]) break;
      ahead += 1;
      until = next.spans[0][1];
    }
    return until === MIDNIGHT && ahead === 7 ? null : { ahead: ahead, minute: until };
  }
  function whenOpen(told, now, today) {
    const words = told.words;
    const rest = today.spans.find((span) => span[0] > now.minute);
    if (rest) return { when: clock(rest[0]), soon: true };
    for (let ahead = 1; ahead < FARTHEST; ahead += 1) {
      const day = dayOf(told, later(now.date, ahead));
      if (!day) return {};
      if (!day.spans.length) continue;
      const name = named(words, now.date, ahead);
      if (day.shorter) return { shorter: fill(words["shorter-then"], { day: name, name: day.shorter }) };
      return { when: name + " " + clock(day.spans[0][0]), soon: ahead === 1 };
    }
    return {};
  }
  // The line at a moment of Swedish time, or "" where nothing may be claimed.
  function lineAt(told, now) {
    const today = dayOf(told, now.date), words = told.words;
    if (!today) return { text: "" };
    const spans = today.spans, last = spans.length ? spans[spans.length - 1][1] : 0;
    if (today.shorter && now.minute < last) {
      return { text: fill(words.shorter, { day: words.today, name: today.shorter }), state: "unsure" };
    }
    const span = spans.find((one) => one[0] <= now.minute && now.minute < one[1]);
    if (span) {
      const end = closing(told, now.date, span[1]);
      const day = end && end.ahead ? named(words, now.date, end.ahead) + " " : "";
      return { text: end ? fill(words["open-until"], { when: day + clock(end.minute) }) : words.open, state: "open" };
    }
    const next = whenOpen(told, now, today), why = !spans.length && today.name;
    const key = (why ? "closed-named" : "closed") + (next.when ? (next.soon && !why ? "-soon" : "-until") : "");
    const text = fill(words[key], { when: next.when, name: why });
    return { text: next.shorter ? text + ". " + next.shorter : text, state: "closed" };
  }
  // Milliseconds until the line may change: at an opening, a closing, or the hour (clocks are put forward).
  function wait(now, moment) {
    const edges = lines.map((line) => dayOf(line.told, now.date)).filter(Boolean)
      .reduce((all, day) => all.concat(...day.spans), [MIDNIGHT]).filter((edge) => edge > now.minute);
    const into = moment % MINUTE;
    return Math.min((Math.min(...edges) - now.minute) * MINUTE - into, HOUR - (moment % HOUR));
  }
  function tell() {
    clearTimeout(timer);
    const moment = Date.now(), now = swedish(moment);
    lines.forEach((line) => {
      const found = lineAt(line.told, now);
      if (line.textContent !== found.text) line.textContent = found.text;
      line.dataset.state = found.state || "";
      line.hidden = !found.text;
    });
    if (!document.hidden) timer = setTimeout(tell, wait(now, moment) + 50);
  }
  try {
    swedish(0);
    if (!Intl.DateTimeFormat.supportedLocalesOf(document.documentElement.lang).length) return;
  } catch (missing) {
    return;
  }
  lines.forEach((line) => {
    line.told = JSON.parse(line.dataset.open);
    line.dataset.told = "";
  });
  fetch(lines[0].dataset.holidays).then((answer) => answer.ok ? answer.json() : days, () => days)
    .then((known) => { days = known; }, () => {}).then(tell);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) tell(); });
})();
