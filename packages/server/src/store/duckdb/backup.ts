import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { StoreError } from "../store-error.js";
import type { DuckDbDatabase } from "./database.js";

/** Writes a copy of the whole database, as it is in one moment, into a new file. */
export async function backup(database: DuckDbDatabase, path: string): Promise<void> {
  if (await exists(path))
    throw new StoreError("query", "the target of a backup must not exist: choose another name");
  // The engine may write into its own folder only.
  const draft = join(database.outFolder, `backup-${randomUUID()}.duckdb`);
  const connection = await database.connect();
  try {
    await connection.run(`ATTACH '${draft.replaceAll("'", "''")}' AS copy_of_store`);
    await connection.run("COPY FROM DATABASE store TO copy_of_store");
    await connection.run("DETACH copy_of_store");
    await moveFile(draft, path);
  } finally {
    await connection.run("DETACH DATABASE IF EXISTS copy_of_store").catch(() => {});
    connection.closeSync();
    await rm(draft, { force: true });
  }
}

/** A rename where it can be done, a copy to another disk else. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
