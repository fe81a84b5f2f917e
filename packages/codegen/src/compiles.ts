/** Whether a text is a pattern that compiles with the u flag. */
export function compiles(pattern: unknown): pattern is string {
  try {
    return typeof pattern === "string" && new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
