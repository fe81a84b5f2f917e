import type { EventRecord, Folder } from "@codex-contracts/server";
import { ExitCode } from "../exit-code.js";
import { MisuseError } from "../misuse-error.js";
import { askBytes } from "./ask.js";
import { readStream } from "./event-stream.js";
import { untilSignal } from "./until-signal.js";

/** Prints events as the server receives them, until a signal or the end of the server. */
export async function tailEvents(
  folder: Folder,
  path: string,
  print: (record: EventRecord) => void,
): Promise<ExitCode> {
  if (folder.url === null) {
    throw new MisuseError(
      "no server runs on this folder",
      "Start it with `codex-contracts serve`; --tail shows what it receives.",
    );
  }
  const stop = new AbortController();
  let stopped = false;
  void untilSignal().then(() => {
    stopped = true;
    stop.abort();
  });
  try {
    const body = await askBytes(folder, { method: "GET", path, signal: stop.signal });
    for await (const { event, data } of readStream(body)) {
      // Written by the server of this release.
      if (event === "event") print(JSON.parse(data) as EventRecord);
    }
  } catch (error) {
    if (!stopped) throw error;
  }
  return ExitCode.ok;
}
