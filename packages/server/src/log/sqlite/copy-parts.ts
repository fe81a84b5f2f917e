import { constants, copyFileSync, existsSync } from "node:fs";
import { copyFile, open } from "node:fs/promises";
import { basename, join } from "node:path";
import { WAL } from "./part-folder.js";

/** Copies finished parts into a folder, so that they are durable there. They must stay where they are meanwhile. */
export async function copyParts(paths: readonly string[], target: string): Promise<void> {
  for (const path of paths) {
    const copy = join(target, basename(path));
    // Small, and at once: it has another name for a moment when its part is closed.
    copyFileSync(path, copy, constants.COPYFILE_EXCL);
    const copies = [copy];
    if (existsSync(path + WAL)) {
      await copyFile(path + WAL, copy + WAL, constants.COPYFILE_EXCL);
      copies.push(copy + WAL);
    }
    for (const each of [...copies, target]) await sync(each);
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
