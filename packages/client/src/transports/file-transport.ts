import * as nodeFiles from "node:fs/promises";
import type { Transport } from "./transport.js";

/** What the transport asks of the file system; `node:fs/promises` has it. */
export interface FileTransportFiles {
  appendFile(path: string, text: string): Promise<void>;
  stat(path: string): Promise<{ readonly size: number }>;
  truncate(path: string, bytes: number): Promise<void>;
}

/**
 * Appends events to a file, one JSON text a line. For one client at a time: what a failed write left behind is cut
 * off before the batch is written again.
 */
export function fileTransport(path: string, files: FileTransportFiles = nodeFiles): Transport {
  return {
    prepare: async ({ events }) => {
      const text = events.map((event) => `${event.text}\n`).join("");
      return async () => {
        const before = await files.stat(path).then(
          ({ size }) => size,
          () => 0,
        );
        try {
          await files.appendFile(path, text);
        } catch (error) {
          await files.truncate(path, before).catch(() => {});
          throw error;
        }
        return { kind: "delivered" };
      };
    },
  };
}
