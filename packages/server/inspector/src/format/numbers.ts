const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat("en");

/** `12345` as `12,345`. */
export function count(value: number): string {
  return plain.format(value);
}

/** `1` event, `2` events. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A size in the largest unit that leaves a number of at least 1. */
export function bytes(value: number): string {
  const power = Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
  return `${grouped.format(value / 1024 ** power)} ${byteUnits[power]}`;
}

const durationUnits = [
  { ms: 86_400_000, word: "d" },
  { ms: 3_600_000, word: "h" },
  { ms: 60_000, word: "min" },
  { ms: 1000, word: "s" },
];

/** Milliseconds for people: `850 ms`, `4.3 s`, `2 min 5 s`, `3 h 10 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${grouped.format(ms / 1000)} s`;
  const at = durationUnits.findIndex((unit) => ms >= unit.ms);
  const [large, small] = durationUnits.slice(at, at + 2);
  if (large === undefined || small === undefined) return `${count(Math.round(ms / 1000))} s`;
  const whole = Math.floor(ms / large.ms);
  const rest = Math.floor((ms % large.ms) / small.ms);
  return `${count(whole)} ${large.word}${rest === 0 ? "" : ` ${rest} ${small.word}`}`;
}
