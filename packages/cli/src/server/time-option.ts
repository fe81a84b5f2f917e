import { InvalidArgumentError } from "commander";

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a time: ISO 8601, or how long ago (`90s`, `15m`, `2h`, `7d`). Unix milliseconds. */
export function timeOption(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) return Date.now() - Number(amount) * (UNITS[unit] ?? 0);
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new InvalidArgumentError("expected a time (2026-04-24T12:00:00Z) or an age (15m, 2h, 7d)");
  return at;
}
