import { readFile } from "node:fs/promises";
import { MisuseError } from "../misuse-error.js";

/** The reference page of a contract in Markdown. */
export function referencePage(id: string): Promise<string> {
  return read(`../reference/${id}.md`);
}

/** The module that declares every type of the wire. */
export function typesModule(): Promise<string> {
  return read("../reference/types.d.ts");
}

/** Reads what the build has copied into this package. */
async function read(path: string): Promise<string> {
  try {
    return await readFile(new URL(path, import.meta.url), "utf8");
  } catch (error) {
    throw new MisuseError(
      "the reference is missing from this package",
      "Build it again, or install it again.",
      { cause: error },
    );
  }
}
