// Dates and times in a person's own zone; everything comes in as seconds since 1970.
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone || "UTC", ...options }));
  return formats.get(key);
}

const show = (seconds, zone, options) => format(zone, options).format(new Date(seconds * 1000));

export const time = (seconds, zone) => show(seconds, zone, { hour: "numeric", minute: "2-digit" });
export const timeSeconds = (seconds, zone) =>
  show(seconds, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" });
export const dayKey = (seconds, zone) => show(seconds, zone, { year: "numeric", month: "2-digit", day: "2-digit" });
export const full = (seconds, zone) =>
  show(seconds, zone, {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
export const clockFace = (seconds, zone) =>
  show(seconds, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
  });
export const zoneName = (seconds, zone) =>
  format(zone, { timeZoneName: "short" })
    .formatToParts(new Date(seconds * 1000))
    .find((part) => part.type === "timeZoneName").value;

export function dayTitle(seconds, now, zone) {
  const key = dayKey(seconds, zone);
  if (key === dayKey(now, zone)) return "Today";
  if (key === dayKey(now - 86400, zone)) return "Yesterday";
  if (key === dayKey(now + 86400, zone)) return "Tomorrow";
  const options = { weekday: "long", month: "long", day: "numeric" };
  if (show(seconds, zone, { year: "numeric" }) !== show(now, zone, { year: "numeric" })) options.year = "numeric";
  return show(seconds, zone, options);
}

export function ago(seconds, now) {
  const steps = [
    [31536000, "year"],
    [2592000, "month"],
    [86400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ];
  const passed = Math.abs(now - seconds);
  const [size, unit] = steps.find(([length]) => passed >= length) || [1, "second"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round((seconds - now) / size), unit);
}

function pretty(seconds, zone, now, options) {
  const key = dayKey(seconds, zone);
  for (const [offset, word] of [
    [0, "today"],
    [-86400, "yesterday"],
    [86400, "tomorrow"],
  ]) {
    if (key === dayKey(now + offset, zone)) return word;
  }
  return show(seconds, zone, options);
}

const MEDIUM = { year: "numeric", month: "long", day: "numeric" };
const SHORT = { year: "numeric", month: "short", day: "numeric" };
const LONG = { weekday: "long", ...MEDIUM };

/** Fills the tokens of Slack's <!date^…> such as {date_short} and {time}. */
export function fillDate(pattern, seconds, zone, now) {
  const values = {
    date_num: () => show(seconds, zone, { year: "numeric", month: "2-digit", day: "2-digit" }),
    date: () => show(seconds, zone, MEDIUM),
    date_slash: () => show(seconds, zone, { year: "numeric", month: "numeric", day: "numeric" }),
    date_short: () => show(seconds, zone, SHORT),
    date_long: () => show(seconds, zone, LONG),
    date_pretty: () => pretty(seconds, zone, now, MEDIUM),
    date_short_pretty: () => pretty(seconds, zone, now, SHORT),
    date_long_pretty: () => pretty(seconds, zone, now, LONG),
    time: () => time(seconds, zone),
    time_secs: () => show(seconds, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(seconds, now),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => (values[token] ? values[token]() : whole));
}

function wallParts(seconds, zone) {
  const options = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  const parts = Object.fromEntries(
    format(zone, options)
      .formatToParts(new Date(seconds * 1000))
      .map((part) => [part.type, part.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** Seconds -> the value of a datetime-local field in that zone. */
export const toWall = wallParts;

/** The value of a datetime-local field in that zone -> seconds. */
export function fromWall(text, zone) {
  const asUtc = Date.parse(`${text}Z`) / 1000;
  const shift = Date.parse(`${wallParts(asUtc, zone)}Z`) / 1000 - asUtc;
  const first = asUtc - shift;
  const second = Date.parse(`${wallParts(first, zone)}Z`) / 1000 - first;
  return asUtc - second;
}
