import { readFileSync } from "node:fs";

/** The recorded cases of a file. */
export function readNdjson<T>(name: string): readonly T[] {
  const text = readFileSync(new URL(`recorded/${name}.ndjson`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
