/** Something in a run that Codex does not honour, or may not honour later. */
export interface HookProblem {
  /**
   * `failed`: the run fails for it, and with it everything else that the output says. `lost`: Codex takes no
   * notice of it. `note`: it works, with something to know about it.
   */
  readonly level: "failed" | "lost" | "note";
  /** JSON Pointer into the output; null when the problem is not in the JSON. */
  readonly path: string | null;
  readonly reason: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A JSON Pointer from its segments. */
export function pointer(...segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
