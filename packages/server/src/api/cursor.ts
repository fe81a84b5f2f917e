import type { EventPosition } from "./read-source.js";

/** A place between two pages as an opaque word. */
export function writeCursor({ receivedAt, key }: EventPosition): string {
  return Buffer.from(JSON.stringify([receivedAt, key])).toString("base64url");
}

/** Undefined for anything that {@link writeCursor} does not write. */
export function readCursor(text: string): EventPosition | undefined {
  const value = parse(Buffer.from(text, "base64url").toString());
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [receivedAt, key]: readonly unknown[] = value;
  if (typeof receivedAt !== "number" || !Number.isSafeInteger(receivedAt)) return undefined;
  return typeof key === "string" && key !== "" ? { receivedAt, key } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
