import { FORBIDDEN_KEY } from "./pointer-segment.js";

/** What `countMembers` gives for a value that is too deep or holds a key that no message may have. */
export const SUSPICIOUS = -1;

/** How many members the objects inside a JSON value have; `SUSPICIOUS` when it must be looked at closely. */
export function countMembers(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth === 0) return SUSPICIOUS;
  let count = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item !== "object" || item === null) continue;
      const inside = countMembers(item, depth - 1);
      if (inside === SUSPICIOUS) return SUSPICIOUS;
      count += inside;
    }
    return count;
  }
  // JSON.parse makes plain objects: every key is their own.
  const members = value as Record<string, unknown>;
  for (const key in members) {
    count += 1;
    const member = members[key];
    if (typeof member === "object" && member !== null) {
      const inside = countMembers(member, depth - 1);
      if (inside === SUSPICIOUS) return SUSPICIOUS;
      count += inside;
    }
    if (key === FORBIDDEN_KEY) return SUSPICIOUS;
  }
  return count;
}
