import { bytes, count, duration } from "../format/numbers.js";
import { dayAndClock } from "../format/times.js";

/** A value as JSON has it. */
export function valueText(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

type Reading = (value: number) => string;

const readings: Readonly<Record<string, Reading>> = {
  "unix-s": (value) => dayAndClock(new Date(value * 1000).toISOString()),
  ms: (value) => duration(value),
  s: (value) => duration(value * 1000),
  tokens: (value) => `${count(value)} tokens`,
  bytes: (value) => bytes(value),
};

/** A number in its unit for people, when that says more than the number; undefined otherwise. */
export function inUnit(value: unknown, unit: string | null | undefined): string | undefined {
  if (typeof value !== "number" || unit === null || unit === undefined) return undefined;
  const reading = Object.hasOwn(readings, unit) ? readings[unit] : undefined;
  // Zero and dates beyond the calendar stand for themselves.
  if (reading === undefined || (unit === "unix-s" && !(value > 0 && value < 8.64e12))) return undefined;
  const text = reading(value);
  return text === `${value} ${unit}` ? undefined : text;
}

const unitWords: Readonly<Record<string, string>> = {
  "unix-s": "Unix seconds",
  ms: "milliseconds",
  s: "seconds",
  "http-status": "HTTP status",
};

export function unitText(unit: string): string {
  return Object.hasOwn(unitWords, unit) ? (unitWords[unit] ?? unit) : unit;
}
