import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace.js";

/** Where an entry leads: types and code, one file for both, or nowhere. */
export type ExportTarget = null | string | { readonly types?: string; readonly default?: string };

/** What the tests read of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, ExportTarget>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace that is published. */
export interface PublicPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package that is not private, found in the workspace. */
export const PUBLIC_PACKAGES: readonly PublicPackage[] = readdirSync(join(root, "packages"))
  .map((name) => join(root, "packages", name))
  .filter((folder) => existsSync(join(folder, "package.json")))
  .map((folder) => ({ folder, manifest: readManifest(folder) }))
  .filter(({ manifest }) => manifest.private !== true);

/** Reads the manifest in a folder. */
export function readManifest(folder: string): Manifest {
  // A package.json that is not of this form fails the first test that reads it.
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
