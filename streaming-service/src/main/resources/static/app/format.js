// Names, units, numbers and times for people.

/** `cpu`used_percent|ST[a:b]` to its path and its tags. */
export function parseName(name) {
  const [path, tags] = name.split('|ST[');
  return {
    path: path.split('`').join(' › '),
    tags: tags ? tags.replace(/\]$/, '').split(',').map((tag) => tag.replace(':', ': ')) : [],
  };
}

export const metricOf = (stream) => stream.slice(37);
export const checkOf = (stream) => stream.slice(0, 36);

/** Whether a metric only ever rises, so that its change per second is what people look at. */
export function isCounter(name) {
  const { path } = parseName(name);
  return /^network › .*_(bytes|packets|errors|dropped)$|^broker › .* › samples$|_total$/.test(path);
}

/** @returns {'percent'|'share'|'bytes'|'bytes/s'|'seconds'|'ms'|'/s'|''} */
export function unitOf(name) {
  const { path } = parseName(name);
  const counter = isCounter(name);
  if (/percent/.test(path)) return 'percent';
  if (/cpu_usage$/.test(path)) return 'share';
  if (/bytes|used_memory$/.test(path)) return counter || /per_second$/.test(path) ? 'bytes/s' : 'bytes';
  if (/per_second$/.test(path)) return '/s';
  if (/_ms$|duration$|^tt_/.test(path)) return 'ms';
  if (/seconds/.test(path)) return counter ? '/s' : 'seconds';
  return counter ? '/s' : '';
}

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const COUNTS = ['', 'k', 'M', 'G', 'T'];

/** A number with its unit, three digits of it. */
export function show(value, unit) {
  if (value === null || value === undefined) return '–';
  switch (unit) {
    case 'percent':
      return `${digits(value)} %`;
    case 'share':
      return `${digits(value * 100)} %`;
    case 'bytes':
      return scaled(value, 1024, BYTES);
    case 'bytes/s':
      return `${scaled(value, 1024, BYTES)}/s`;
    case 'seconds':
      return duration(value * 1000);
    case 'ms':
      return duration(value);
    case '/s':
      return `${scaled(value, 1000, COUNTS)}/s`;
    default:
      return scaled(value, 1000, COUNTS);
  }
}

/** Milliseconds as people say it. */
export function duration(ms) {
  const size = Math.abs(ms);
  if (ms === 0) return '0 s';
  if (size < 1000) return `${digits(ms)} ms`;
  if (size < 120_000) return `${digits(ms / 1000)} s`;
  if (size < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  if (size < 172_800_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

export function ago(ms) {
  const age = Date.now() - ms;
  return age < 5000 ? 'just now' : `${duration(Math.round(age / 1000) * 1000)} ago`;
}

const CLOCK = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const EXACT = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat([], { weekday: 'short', day: 'numeric', month: 'short' });

export const clock = (ms) => CLOCK.format(ms);
export const exactClock = (ms) => EXACT.format(ms);

/** Clock today, day and clock otherwise. */
export function when(ms) {
  const sameDay = new Date(ms).toDateString() === new Date().toDateString();
  return sameDay ? clock(ms) : `${DAY.format(ms)}, ${clock(ms)}`;
}

function scaled(value, base, names) {
  let size = value;
  let step = 0;
  while (Math.abs(size) >= base && step < names.length - 1) {
    size /= base;
    step++;
  }
  return names[step] ? `${digits(size)} ${names[step]}` : digits(size);
}

function digits(value) {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value));
  if (size >= 10) return trim(value.toFixed(1));
  if (size >= 0.01 || size === 0) return trim(value.toFixed(2));
  return value.toExponential(1);
}

const trim = (text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
