import { join } from "node:path";
import type { CompleteConfig } from "../config/defaults.js";
import type { Log } from "../log/log.js";
import { openSqliteLog, type SqliteLog } from "../log/sqlite/sqlite-log.js";

export type OpenLog =
  | { readonly kind: "embedded"; readonly log: SqliteLog }
  | { readonly kind: "shared"; readonly log: Log; readonly warnings: readonly string[] };

export interface OpenLogOptions {
  /** Is told of each commit of an embedded log: how many entries it held, and milliseconds. */
  readonly onCommit?: (entries: number, ms: number) => void;
}

/** Opens the log that the configuration names. Throws a LogError. */
export async function openLog(
  { log, folder }: Pick<CompleteConfig, "log" | "folder">,
  options: OpenLogOptions = {},
): Promise<OpenLog> {
  if (log === "sqlite") return { kind: "embedded", log: await openSqliteLog(join(folder, "log"), options) };
  // Loaded when it is needed: an embedded server never needs it.
  const [{ openNatsLog }, { parseNatsUrl }] = await Promise.all([
    import("../log/nats/nats-log.js"),
    import("../log/nats/nats-log-options.js"),
  ]);
  const shared = await openNatsLog(parseNatsUrl(log));
  return { kind: "shared", log: shared, warnings: shared.warnings };
}
