import { createHash } from "node:crypto";
import type { JudgedEvent } from "./store.js";

/** Equal for events that fail, or are unknown, in the same way: 16 hexadecimal digits. */
export function fingerprint({ verdict, eventType, issues, unknownKeys }: JudgedEvent): string {
  const reasons =
    verdict === "unknown" ? unknownKeys : issues.map(({ path, code }) => `${code} ${place(path)}`);
  const text = JSON.stringify([verdict, eventType, [...new Set(reasons)].sort()]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The same fault in another item of a list is the same fault. */
function place(path: string): string {
  return path.replaceAll(/\/\d+(?=\/|$)/g, "/*");
}
