import type { Output } from "../context.js";
import { bytes } from "../text/bytes.js";
import type { Input } from "./inputs.js";

export interface Progress {
  advance(amount: number): void;
  stop(): void;
}

/** Below this the answer is there before a bar could be read. */
const WORTH_A_BAR = 20_000_000;

const SILENT: Progress = { advance: () => {}, stop: () => {} };

/** A bar on a terminal for long inputs; where their size is not known it counts what was read. Silent elsewhere. */
export function createProgress(output: Output, inputs: readonly Pick<Input, "size">[]): Progress {
  const total = inputs.some(({ size }) => size === undefined)
    ? undefined
    : inputs.reduce((sum, { size = 0 }) => sum + size, 0);
  if (output.isTTY !== true || (total ?? Infinity) < WORTH_A_BAR) return SILENT;
  let done = 0;
  let shown: Progress | undefined;
  let state: "waiting" | "wanted" | "stopped" = "waiting";
  return {
    advance(amount) {
      done += amount;
      if (shown !== undefined) return shown.advance(amount);
      if (done < WORTH_A_BAR / 2 || state !== "waiting") return;
      state = "wanted";
      // The library is loaded only for those who see it, and reading does not wait for it.
      void import("cli-progress").then((library) => {
        if (state === "stopped") return;
        shown = startBar(library, output, total);
        shown.advance(done);
      });
    },
    stop() {
      state = "stopped";
      shown?.stop();
    },
  };
}

function startBar(
  { SingleBar, Presets }: typeof import("cli-progress"),
  output: Output,
  total: number | undefined,
): Progress {
  const bar = new SingleBar(
    {
      // Only called on a terminal, which is a Node stream.
      stream: output as NodeJS.WritableStream,
      format:
        total === undefined
          ? "{read} read  {speed}/s"
          : "{bar} {percentage}%  {read} of {size}  {speed}/s  {eta_formatted} left",
      clearOnComplete: true,
      // The terminal stays as it is, so that nothing has to be put back when the program is interrupted;
      // the library's own handler would swallow the first Ctrl-C.
      hideCursor: null,
      linewrap: true,
      gracefulExit: false,
      barsize: 24,
      fps: 10,
    },
    Presets.shades_classic,
  );
  const start = performance.now();
  let done = 0;
  bar.start(total ?? 0, 0, { read: bytes(0), size: bytes(total ?? 0), speed: "-" });
  return {
    advance(amount) {
      done += amount;
      const seconds = (performance.now() - start) / 1000;
      bar.update(done, { read: bytes(done), speed: bytes(Math.round(done / Math.max(seconds, 0.001))) });
    },
    stop: () => bar.stop(),
  };
}
