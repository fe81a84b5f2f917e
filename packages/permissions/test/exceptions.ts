/** Recorded cases that this package judges otherwise than Codex, by name, with the reason. */
export const exceptions: Readonly<Record<string, string>> = {
  v2_validate_glob_depth_float_int:
    "Codex refuses a depth written as 2.0; JSON.parse reads it as 2, so the difference is gone before this package sees it",
};
