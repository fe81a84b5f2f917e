/** Errors of the operating system in the words of Rust, which Codex shows. */
const words: Readonly<Record<string, string>> = {
  E2BIG: "Argument list too long (os error 7)",
  EACCES: "Permission denied (os error 13)",
  EAGAIN: "Resource temporarily unavailable (os error 11)",
  EMFILE: "Too many open files (os error 24)",
  ENOENT: "No such file or directory (os error 2)",
  ENOEXEC: "Exec format error (os error 8)",
  ENOMEM: "Cannot allocate memory (os error 12)",
  ENOTDIR: "Not a directory (os error 20)",
  EPERM: "Operation not permitted (os error 1)",
  EPIPE: "Broken pipe (os error 32)",
  ECONNRESET: "Broken pipe (os error 32)",
  // Node refuses a zero in an argument before the system does.
  ERR_INVALID_ARG_VALUE: "nul byte found in provided data",
};

/** What Codex would say of an error that Node reports. */
export function osErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return words[code] ?? error.message;
}
