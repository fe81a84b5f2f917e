import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Severity } from "@codex-contracts/codegen/compat";
import { higher } from "./bump.js";

/** The bump that the pending changesets declare for each package. */
export async function readChangesets(top: string): Promise<ReadonlyMap<string, Severity>> {
  const folder = join(top, ".changeset");
  const names = await readdir(folder).catch(() => []);
  const bumps = new Map<string, Severity>();
  for (const name of names.filter((one) => one.endsWith(".md") && one !== "README.md").sort())
    for (const [owner, bump] of declared(await readFile(join(folder, name), "utf8")))
      bumps.set(owner, higher(bump, bumps.get(owner) ?? bump));
  return bumps;
}

/** The front matter of a changeset: a quoted name and a bump in each line. */
function declared(text: string): [string, Severity][] {
  const [, head = ""] = /^---\r?\n([\s\S]*?)^---/m.exec(text) ?? [];
  return [...head.matchAll(/^["']?([^"':]+)["']?\s*:\s*(major|minor|patch)\s*$/gm)].map(
    // The pattern lets nothing else through.
    ([, name = "", bump]): [string, Severity] => [name, bump as Severity],
  );
}
