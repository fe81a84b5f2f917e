import { filesBelow, readSources, type SourceFile } from "@codex-contracts/codegen";
import type { Context } from "../context.js";
import { MisuseError } from "../misuse-error.js";

/** Every JSON file below a folder; what is installed or hidden is left out. */
export async function readFolder(folder: string, context: Context): Promise<SourceFile[]> {
  const { kind } = await context.inspect(folder);
  if (kind !== "directory")
    throw new MisuseError(
      kind === "missing" ? `there is no folder ${folder}` : `${folder} is no folder`,
      "Name the folder that holds the schemas.",
    );
  const files = readSources(folder, filesBelow(folder, isOurs));
  if (files.length > 0) return files;
  throw new MisuseError(`there is no JSON file in ${folder}`, "Name the folder that holds the schemas.");
}

function isOurs(name: string): boolean {
  return name !== "node_modules" && !name.startsWith(".");
}
