import type { PermissionsShape } from "@codex-contracts/permissions";

/** What each shape is, for people. */
export const shapeNames: Readonly<Record<PermissionsShape, string>> = {
  v2: "a profile as the app-server writes it",
  core: "a profile as rollouts hold it",
  "core-untagged": "a profile without a tag, as older rollouts hold it",
  legacy: "a sandbox policy as the app-server writes it",
  "legacy-core": "a sandbox policy as rollouts hold it",
  mode: "a sandbox mode",
};

/** What an input may be, for help pages and for whoever gave something else. */
export const ACCEPTED_SHAPES = `Input is JSON in UTF-8, in any of these shapes:
  v2             {"type": "managed", "network": {"enabled": false}, "fileSystem": ...}
  core           {"type": "managed", "file_system": ..., "network": "restricted"}
  core-untagged  {"network": {"enabled": true}, "file_system": {"read": [...], "write": [...]}}
  legacy         {"type": "workspaceWrite", "writableRoots": [...]}
  legacy-core    {"type": "workspace-write", "writable_roots": [...]}
  mode           "read-only", "workspace-write" or "danger-full-access"`;

/** What `--cwd` decides, for help pages. */
export const CWD_NOTE = `Places like the working directory are looked up where commands start (--cwd), on this machine: its
links, its .git, .agents and .codex directories, its TMPDIR. A directory that is not there may be named.`;
