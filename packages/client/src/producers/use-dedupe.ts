import type { Fact, FactOf } from "../facts/fact.js";
import { pluginKey } from "../facts/plugin-key.js";

/** How many keys a set holds before it is emptied. */
const MOST_KEYS = 4096;

export interface UseDedupe {
  /** Whether a fact is to be recorded; `false` for a use that was recorded before. */
  admits(fact: Fact): boolean;
}

/**
 * Drops repeated uses (D9): of an app by turn and connector, of a plugin by turn and key; a use without
 * connector is never dropped. Each set is emptied when it is full and another use comes. The sets belong to
 * a client and not to a thread: have one for each client, before its queue.
 */
export function createUseDedupe(): UseDedupe {
  const apps = new Set<string>();
  const plugins = new Set<string>();
  return {
    admits(fact) {
      if (fact.fact === "app_used") return admitsApp(apps, fact);
      if (fact.fact === "plugin_used") return isNew(plugins, fact.tracking.turn_id, pluginKey(fact.plugin));
      return true;
    },
  };
}

function admitsApp(apps: Set<string>, { tracking, app }: FactOf<"app_used">): boolean {
  return app.connector_id === null || isNew(apps, tracking.turn_id, app.connector_id);
}

function isNew(keys: Set<string>, turn: string, used: string): boolean {
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = `${turn.length} ${turn}${used}`;
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}
