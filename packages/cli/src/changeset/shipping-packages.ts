import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Git } from "../diff/git.js";

/** A package of the workspace that ships contracts. */
export interface ShippingPackage {
  readonly name: string;
  readonly version: string;
  /** Version at the commit that is compared with; undefined when the package is new. */
  readonly before: string | undefined;
}

const GENERATED = ["schemas/", "src/gen/"];

/** The public packages whose generated files differ from a commit, or those that are named. */
export async function shippingPackages(
  git: Git,
  commit: string,
  named: readonly string[] | undefined,
): Promise<readonly ShippingPackage[]> {
  const changed = await git.changed(commit);
  const folders = await readdir(join(git.top, "packages")).catch(() => []);
  const found: ShippingPackage[] = [];
  for (const folder of ["", ...folders.sort().map((name) => `packages/${name}/`)]) {
    const manifest = await manifestOf(
      await readFile(join(git.top, folder, "package.json"), "utf8").catch(() => ""),
    );
    if (manifest === undefined) continue;
    const ships = GENERATED.some((place) => changed.some((path) => path.startsWith(`${folder}${place}`)));
    const wanted = named === undefined ? ships && !manifest.private : named.includes(manifest.name);
    if (!wanted) continue;
    const [old] = (await git.files(commit, folder.replace(/\/$/, ""))).filter(
      ({ path }) => path === "package.json",
    );
    found.push({
      name: manifest.name,
      version: manifest.version,
      before: manifestOf(old?.text ?? "")?.version,
    });
  }
  return found;
}

function manifestOf(
  text: string,
): { readonly name: string; readonly version: string; readonly private: boolean } | undefined {
  if (text === "") return undefined;
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest !== "object" || manifest === null || !("name" in manifest)) return undefined;
  const version = "version" in manifest ? String(manifest.version) : "0.0.0";
  return {
    name: String(manifest.name),
    version,
    private: "private" in manifest && manifest.private === true,
  };
}
