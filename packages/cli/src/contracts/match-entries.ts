import type { Entry } from "./entry.js";

/** The entries that hold all the words, whatever their case. */
export function matchEntries(entries: readonly Entry[], words: readonly string[]): readonly Entry[] {
  const wanted = words.map((word) => word.toLowerCase());
  return entries.filter(({ id, name, eventType = "", description }) => {
    const text = [id, name, eventType, description].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
