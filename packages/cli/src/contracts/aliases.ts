import type { Entry } from "./entry.js";

/** As much of a catalogue entry as finding it needs. */
export type Named = Pick<Entry, "id" | "name" | "eventType">;

/** Everything a contract may be called by: its id, its id without family, its type and its event type. */
export function aliasesOf({ id, name, eventType }: Named): readonly string[] {
  const short = id.slice(id.indexOf("/") + 1);
  return [...new Set([id, short, name, ...(eventType === undefined ? [] : [eventType])])];
}

/** A name as it is compared: case and separators (`codex-turn-event`, `codex_turn_event`) make no difference. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
