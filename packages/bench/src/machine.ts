import { arch, availableParallelism, cpus, platform } from "node:os";

/** Where figures come from, in one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `Node ${process.versions.node} on ${platform()} ${arch()}, ${model}, ${availableParallelism()} cores`;
}
