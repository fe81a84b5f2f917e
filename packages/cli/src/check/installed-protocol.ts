import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The protocol package that copies are held against. */
export interface InstalledProtocol {
  readonly version: string;
  readonly folder: string;
  /** `$id` of a schema → its path in the package, and its text. */
  readonly schemas: ReadonlyMap<string, { readonly path: string; readonly text: string }>;
  /** The declarations of all types. */
  readonly types: string;
}

const NAME = "@codex-contracts/protocol";

/** The version that the repository has installed, or else the one that comes with this command. */
export async function installedProtocol(cwd: string): Promise<InstalledProtocol> {
  const manifest = resolved(join(cwd, "package.json")) ?? resolved(import.meta.url);
  if (manifest === undefined) throw new Error(`${NAME} is not installed`);
  const folder = dirname(manifest);
  const { version }: { version?: unknown } = JSON.parse(await readFile(manifest, "utf8"));
  const schemas = new Map<string, { readonly path: string; readonly text: string }>();
  for (const entry of await readdir(join(folder, "schemas"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json")) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, "utf8");
    const { $id }: { $id?: unknown } = JSON.parse(text);
    schemas.set(String($id), { path: path.slice(folder.length + 1).replaceAll("\\", "/"), text });
  }
  const types = await readFile(join(folder, "dist/gen/types.d.ts"), "utf8");
  return { version: String(version), folder, schemas, types };
}

function resolved(from: string): string | undefined {
  try {
    return createRequire(from).resolve(`${NAME}/package.json`);
  } catch {
    return undefined;
  }
}
