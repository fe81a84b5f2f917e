import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { duckdbError } from "./duckdb-error.js";

export interface DuckDbOptions {
  /** Folder of the store; it is made when it is not there. */
  readonly folder: string;
  /** Most memory that the engine takes, as DuckDB writes it; `1GB` unless told otherwise. */
  readonly memory?: string;
  /** Threads of the engine; as many as there are processors unless told otherwise. */
  readonly threads?: number;
}

/** The open file of a store. */
export interface DuckDbDatabase {
  /** For everything that writes: one transaction at a time. */
  readonly writer: DuckDBConnection;
  /** Another connection, for questions; close it after use. */
  connect(): Promise<DuckDBConnection>;
  /** Files may be written here and nowhere else. */
  readonly outFolder: string;
  readonly path: string;
  /** Bytes on disk. */
  size(): Promise<number>;
  close(): void;
}

/** After so much in the write-ahead log the file itself is written; less often means fewer stalls. */
const CHECKPOINT_AFTER = "256MB";

/**
 * Opens `store.duckdb` in a folder. No statement of anybody can read or write files outside of `out`, load
 * extensions, or change a setting. Throws a StoreError when another process has it open.
 */
export async function openDatabase({
  folder,
  memory = "1GB",
  threads,
}: DuckDbOptions): Promise<DuckDbDatabase> {
  const path = join(folder, "store.duckdb");
  const outFolder = join(folder, "out");
  try {
    await mkdir(outFolder, { recursive: true });
    const instance = await DuckDBInstance.create(path, {
      memory_limit: memory,
      checkpoint_threshold: CHECKPOINT_AFTER,
      ...(threads === undefined ? {} : { threads: String(threads) }),
    });
    const writer = await instance.connect();
    await writer.run(`SET allowed_directories = ['${outFolder.replaceAll("'", "''")}/']`);
    await writer.run("SET enable_external_access = false");
    await writer.run("SET lock_configuration = true");
    return {
      writer,
      outFolder,
      path,
      connect: () => instance.connect(),
      size: async () => (await bytes(path)) + (await bytes(`${path}.wal`)),
      close() {
        writer.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    throw duckdbError(error, `the store in ${folder} cannot be opened`);
  }
}

async function bytes(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
