import { segmentsOf } from "./json.js";

/** Whether a pointer is meant by a pattern in which `*` stands for any one key or index. */
export function meant(pattern: string, pointer: string): boolean {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(pointer);
  return wanted.length === given.length && wanted.every((each, at) => each === "*" || each === given[at]);
}

/** The pattern with its stars filled in from a pointer: `/a/*\/b` at `/a/3/c` is `/a/3/b`. */
export function fillIn(pattern: string, pointer: string): string {
  const given = segmentsOf(pointer);
  return segmentsOf(pattern)
    .map((each, at) => `/${each === "*" ? (given[at] ?? each) : each}`)
    .join("");
}
