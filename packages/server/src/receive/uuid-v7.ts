import { randomBytes } from "node:crypto";

/** Random bits for this many ids are made at once. */
const POOLED = 256;
const RANDOM_DIGITS = 19;
const VARIANTS = ["8", "9", "a", "b"];

/**
 * Makes UUIDs of version 7: their beginning is the time, so later ones are larger, and a store can tell old ones from
 * new ones.
 */
export function createUuidV7(now: () => number, random = randomBytes): () => string {
  let digits = "";
  let at = 0;
  let time = -1;
  let prefix = "";
  return () => {
    if (at + RANDOM_DIGITS > digits.length) {
      digits = random((POOLED * RANDOM_DIGITS) / 2).toString("hex");
      at = 0;
    }
    const current = Math.max(0, Math.floor(now()));
    if (current !== time) {
      time = current;
      const text = current.toString(16).padStart(12, "0");
      prefix = `${text.slice(0, 8)}-${text.slice(8)}-7`;
    }
    const [a, b, c] = [digits.slice(at, at + 3), digits.slice(at + 4, at + 7), digits.slice(at + 7, at + 19)];
    const variant = VARIANTS[digits.charCodeAt(at + 3) & 3];
    at += RANDOM_DIGITS;
    return `${prefix}${a}-${variant}${b}-${c}`;
  };
}
