import { MisuseError } from "../misuse-error.js";
import { withKnownErrors } from "./known-errors.js";

/** A server to send to. */
export interface IngestTarget {
  /** Base URL. */
  readonly url: string;
}

export interface TargetOptions {
  readonly url: string | undefined;
  readonly folder: string;
}

/** Uses the server that is named, or the one of the folder; when none runs there, one for the time of the work. */
export async function withTarget<T>(
  { url, folder }: TargetOptions,
  work: (target: IngestTarget) => Promise<T>,
): Promise<T> {
  if (url !== undefined) {
    if (!URL.canParse(url)) throw new MisuseError("--url: expected a URL", "As http://127.0.0.1:4319.");
    return work({ url: url.replace(/\/+$/, "") });
  }
  return withKnownErrors(async () => {
    const { openFolder, readRunFile, startServer } = await import("@codex-contracts/server");
    const run = await readRunFile(folder);
    if (run !== undefined) {
      const opened = await openFolder(folder).catch(() => undefined);
      await opened?.close();
      // A token in the path is what every server takes, with or without tokens.
      if (opened?.url) return work({ url: `${opened.url}/t/${run.secret}` });
    }
    const server = await startServer({ folder, port: 0, host: "127.0.0.1", shutdown_ms: 600_000 });
    try {
      return await work({ url: server.url });
    } finally {
      await server.close();
    }
  });
}
