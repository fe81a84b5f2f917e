const two = (value: number) => String(value).padStart(2, "0");

/** Time of day where the reader is: `16:04:09`. */
export function clock(iso: string): string {
  const at = new Date(iso);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Day and time where the reader is: `2026-04-24 16:04:09`. */
export function dayAndClock(iso: string): string {
  return `${day(iso)} ${clock(iso)}`;
}

/** Day where the reader is: `2026-04-24`. */
export function day(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The time alone when it is of today, else with its day. */
export function shortTime(iso: string, now: number): string {
  return day(iso) === day(new Date(now).toISOString()) ? clock(iso) : dayAndClock(iso);
}

const steps = [
  { seconds: 86_400, word: "d" },
  { seconds: 3600, word: "h" },
  { seconds: 60, word: "min" },
];

/** `just now`, `40 s ago`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function ago(iso: string, now: number): string {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (seconds < 5) return "just now";
  const step = steps.find((each) => seconds >= each.seconds);
  return step === undefined ? `${seconds} s ago` : `${Math.floor(seconds / step.seconds)} ${step.word} ago`;
}
