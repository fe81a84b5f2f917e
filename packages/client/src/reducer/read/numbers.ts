/** An integer that an event can carry and that is not negative; else the fallback, as for a time that is not known. */
export function countOr<Fallback>(value: unknown, fallback: Fallback): number | Fallback {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(value) ? value : fallback;
}

/** Unix seconds of a clock in milliseconds. */
export function unixSeconds(now: number): number {
  return countOr(Math.floor(now / 1000), 0);
}
