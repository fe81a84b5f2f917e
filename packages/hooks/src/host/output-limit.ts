/** Bytes that a hook may write to stdout and to stderr. Codex 0.125.0 has no limit. */
export const defaultOutputLimit = 4 * 1024 * 1024;
