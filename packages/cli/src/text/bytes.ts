const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** A size as people read it: `12 B`, `3.4 MB`. */
export function bytes(amount: number): string {
  let rest = amount;
  let unit = 0;
  for (; rest >= 1000 && unit < UNITS.length - 1; unit += 1) rest /= 1000;
  return `${unit === 0 ? rest : rest.toFixed(1)} ${UNITS[unit]}`;
}
