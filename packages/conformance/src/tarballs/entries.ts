import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type ExportTarget, PUBLIC_PACKAGES, readManifest } from "./public-packages.js";

/** Something that users can import by name. */
export interface Entry {
  /** What they write: `@codex-contracts/protocol/hooks`. */
  readonly specifier: string;
  /** Whether it is a module with types; else it is a file, such as a schema. */
  readonly isModule: boolean;
}

/** Every entry of the installed packages, the wildcards spelled out. */
export function installedEntries(project: string): readonly Entry[] {
  return PUBLIC_PACKAGES.flatMap(({ manifest }) =>
    entriesOf(manifest.name, join(project, "node_modules", manifest.name)),
  );
}

function entriesOf(name: string, folder: string): Entry[] {
  const entries = Object.entries(readManifest(folder).exports ?? {});
  const closed = entries.filter(([, target]) => target === null).map(([key]) => pattern(key));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
    (path) => `./${path.replaceAll("\\", "/")}`,
  );
  const keys = entries.flatMap(([key, target]) =>
    target === null ? [] : spelledOut(key, target, files).map((each) => [each, target] as const),
  );
  const open = keys.filter(([key]) => !closed.some((each) => each.test(key)));
  return open.map(([key, target]) => ({
    specifier: join(name, key).replaceAll("\\", "/"),
    isModule: typeof target !== "string",
  }));
}

/** The keys that a key with a wildcard stands for, given the files of the package. */
function spelledOut(key: string, target: Exclude<ExportTarget, null>, files: readonly string[]): string[] {
  const path = typeof target === "string" ? target : target.default;
  if (!key.includes("*") || path === undefined) return [key];
  return files.flatMap((file) => {
    const found = pattern(path).exec(file)?.[1];
    return found === undefined ? [] : [key.replace("*", found)];
  });
}

function pattern(path: string): RegExp {
  const [before = "", after] = path.split("*").map((text) => text.replaceAll(/[.\\/^$+?()[\]{}|]/g, "\\$&"));
  return new RegExp(after === undefined ? `^${before}$` : `^${before}(.+)${after}$`);
}
