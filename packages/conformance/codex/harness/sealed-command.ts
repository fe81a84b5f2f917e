import { fileURLToPath } from "node:url";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** A command with a network of its own that holds nothing but a loopback device: it can reach nobody. */
export function sealedCommand(program: string, args: readonly string[]): Command {
  return {
    command: "unshare",
    args: ["--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sealed", program, ...args],
  };
}

/** A sealed command that has a model to talk to, on {@link MODEL_PORT} of its own loopback. */
export function sealedCommandWithModel(program: string, args: readonly string[]): Command {
  const script = fileURLToPath(new URL("./with-model.mjs", import.meta.url));
  return sealedCommand(process.execPath, [script, String(MODEL_PORT), program, ...args]);
}

/** Nobody else listens in a network of one's own. */
export const MODEL_PORT = 8080;
