import { join } from "node:path";
import type { FileSystemPath } from "@codex-contracts/protocol/permissions";
import type { World } from "./world.js";

const path = (path: string): FileSystemPath => ({ type: "path", path });
const glob = (pattern: string): FileSystemPath => ({ type: "glob_pattern", pattern });
const project = (subpath: string | null): FileSystemPath => ({
  type: "special",
  value: { kind: "project_roots", subpath },
});

/** What entries may name, by a short word for reports. */
export const PLACES = {
  root: () => ({ type: "special", value: { kind: "root" } }),
  cwd: () => ({ type: "special", value: { kind: "current_working_directory" } }),
  tmpdir: () => ({ type: "special", value: { kind: "tmpdir" } }),
  "slash-tmp": () => ({ type: "special", value: { kind: "slash_tmp" } }),
  minimal: () => ({ type: "special", value: { kind: "minimal" } }),
  unknown: () => ({ type: "special", value: { kind: "unknown", path: ":future" } }),
  project: () => project(null),
  "project/src": () => project("src"),
  "project/../out": () => project("../out"),
  ws: ({ ws }) => path(ws),
  "ws/plain.txt": ({ ws }) => path(join(ws, "plain.txt")),
  "ws/src": ({ ws }) => path(join(ws, "src")),
  "ws/src/main.txt": ({ ws }) => path(join(ws, "src/main.txt")),
  "ws/src/deep": ({ ws }) => path(join(ws, "src/deep")),
  "ws/docs": ({ ws }) => path(join(ws, "docs")),
  "ws/.git": ({ ws }) => path(join(ws, ".git")),
  "ws/.agents": ({ ws }) => path(join(ws, ".agents")),
  "ws/link": ({ ws }) => path(join(ws, "link")),
  out: ({ out }) => path(out),
  "out/data.txt": ({ out }) => path(join(out, "data.txt")),
  "out/sub": ({ out }) => path(join(out, "sub")),
} as const satisfies Record<string, (world: World) => FileSystemPath>;

/** Patterns that deny. */
export const PATTERNS = {
  "**/*.env": () => glob("**/*.env"),
  "*.env": () => glob("*.env"),
  "src/*.txt": () => glob("src/*.txt"),
  "src/**": () => glob("src/**"),
  "OUT/**/*.txt": ({ out }) => glob(join(out, "**/*.txt")),
  "OUT/[a-d]*.txt": ({ out }) => glob(join(out, "[a-d]*.txt")),
  "docs/read?e.txt": () => glob("docs/read?e.txt"),
} as const satisfies Record<string, (world: World) => FileSystemPath>;

export type PlaceName = keyof typeof PLACES;
export type PatternName = keyof typeof PATTERNS;
