import { randomFillSync } from "node:crypto";

/** Random bytes for this many ids are made at once. */
const POOLED = 256;
const RANDOM_BYTES = 10;

/**
 * Makes UUIDs of version 7: their beginning is the time, so later ones are larger, and a store can tell old ones from
 * new ones.
 */
export function createUuidV7(
  now: () => number,
  fill: (bytes: Buffer) => void = randomFillSync,
): () => string {
  const pool = Buffer.alloc(POOLED * RANDOM_BYTES);
  let at = pool.length;
  return () => {
    if (at === pool.length) {
      fill(pool);
      at = 0;
    }
    const time = Math.max(0, Math.floor(now())).toString(16).padStart(12, "0");
    const random = pool.toString("hex", at, at + RANDOM_BYTES);
    at += RANDOM_BYTES;
    const variant = ((Number.parseInt(random[3] ?? "0", 16) & 0x3) | 0x8).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
  };
}
