/** A kind of value that Codex and our validators judge differently, and why that is right. */
export interface KnownDifference {
  readonly reason: string;
  readonly ours: "accepts" | "refuses";
  readonly covers: (json: string) => boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason:
      "a Codex on Linux takes POSIX paths only; the contracts take those of Windows too, for the Codex there",
    ours: "accepts",
    covers: (json) => /"(?:[A-Za-z]:[\\/]|\\\\\\\\)/.test(json),
  },
  {
    reason:
      "Codex takes depths up to 2^64-1; the contracts stop where JSON numbers are no longer exact in JavaScript",
    ours: "refuses",
    covers: (json) => json.includes('"globScanMaxDepth":9007199254740992'),
  },
];
