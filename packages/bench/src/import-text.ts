import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inTemporaryFolder } from "./temporary-folder.js";

/** Imports the text of a module as a file, as a build would have left it. */
export function importText(text: string): Promise<Readonly<Record<string, unknown>>> {
  return inTemporaryFolder((folder) => {
    const file = join(folder, "module.mjs");
    writeFileSync(file, text);
    return import(pathToFileURL(file).href);
  });
}
