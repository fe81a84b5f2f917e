import { type Case, PLAIN_CASE as plain } from "./generate-cases.js";

/** Why no command runs at all under a profile that Codex accepted. All are closed, none opens anything. */
export const KNOWN_FAILURES: readonly {
  readonly reason: string;
  readonly stderr: RegExp;
  readonly example: Case;
}[] = [
  {
    reason: "the root is denied, and with it every program",
    stderr: /^bwrap: execvp \S+: No such file or directory$/,
    example: { ...plain, places: [["root", "none"]] },
  },
  {
    reason: "what is denied lies in a place that is masked or not there, where no further mask can be laid",
    stderr:
      /^bwrap: Can't (?:create|mkdir|mount|bind mount) .+: (?:Read-only file system|No such file or directory)$/,
    example: {
      ...plain,
      places: [
        ["out", "none"],
        ["out/sub", "none"],
      ],
    },
  },
  {
    reason: "a link in a writable place cannot be kept from being replaced",
    stderr: /cannot enforce sandbox (?:read-only|deny-read) path \S+ because it crosses writable symlink/,
    example: { ...plain, places: [["ws/link", "none"]] },
  },
];
