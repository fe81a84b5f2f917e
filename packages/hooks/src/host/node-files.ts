import { readFileSync, statSync } from "node:fs";
import type { HookFiles } from "../config/hook-files.js";
import { osErrorText } from "./os-error.js";

/** The disk, for loading hooks. */
export const nodeFiles: HookFiles = {
  read: (path) => {
    if (kindOf(path) !== "file") return { kind: "missing" };
    try {
      return { kind: "text", text: decode(readFileSync(path)) };
    } catch (error) {
      return { kind: "error", message: osErrorText(error) };
    }
  },
  folder: (path) => {
    const kind = kindOf(path);
    return kind === "file" ? "other" : kind;
  },
};

function kindOf(path: string): "missing" | "folder" | "file" | "other" {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return "missing";
  return stats.isDirectory() ? "folder" : stats.isFile() ? "file" : "other";
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error("stream did not contain valid UTF-8");
  }
}
