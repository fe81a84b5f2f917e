/** Reads `Retry-After`, whole seconds or an HTTP date, as ms from now; undefined when it says nothing readable. */
export function readRetryAfter(text: string | null | undefined, now: number): number | undefined {
  const value = text?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse reads a lot more than dates of HTTP, bare numbers among it.
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
