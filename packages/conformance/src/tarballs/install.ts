import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../workspace.js";
import { PUBLIC_PACKAGES } from "./public-packages.js";
import { run } from "./run.js";

/** A project outside of the repository that has the packages as npm delivers them. */
export interface Project {
  readonly folder: string;
  write(path: string, text: string): void;
  node(path: string): Promise<string>;
  remove(): void;
}

/** What the packages expect their users to have. */
const PEERS = { "@opentelemetry/api-logs": "0.223.1", "fast-check": "4.10.2", "@types/node": "20.19.43" };

/** Packs every public package, and installs the tarballs by npm into an empty project. */
export async function installTarballs(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), "tarballs-"));
  const tarballs = await Promise.all(
    PUBLIC_PACKAGES.map(({ folder: source, manifest }) =>
      pack(source, manifest.name, join(folder, "packed")),
    ),
  );
  const manifest = {
    name: "a-user",
    private: true,
    type: "module",
    dependencies: { ...Object.fromEntries(tarballs), ...PEERS },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  await run(
    "npm",
    ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"],
    folder,
  );
  return {
    folder,
    write: (path, text) => writeFileSync(join(folder, path), text),
    node: (path) => run(process.execPath, [path], folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function pack(source: string, name: string, folder: string): Promise<readonly [string, string]> {
  mkdirSync(folder, { recursive: true });
  const pnpm = join(root, "node_modules/pnpm/bin/pnpm.cjs");
  const printed = await run(process.execPath, [pnpm, "pack", "--json", "--pack-destination", folder], source);
  // pnpm prints where it put the tarball.
  const { filename } = JSON.parse(printed) as { readonly filename: string };
  return [name, `file:${filename}`];
}
