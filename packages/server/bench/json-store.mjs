// What one would write in an afternoon: SQLite with a table of types and JSON texts.
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

/** @returns {{ingest: Function, ask: Record<string, Function>, close: Function}} as bench/store.mjs wants it */
export function openJsonStore(folder) {
  const database = new DatabaseSync(join(folder, "events.sqlite"));
  for (const pragma of ["journal_mode = WAL", "synchronous = NORMAL"])
    database.prepare(`PRAGMA ${pragma}`).all();
  database.exec(
    "CREATE TABLE events (key TEXT PRIMARY KEY, type TEXT, params TEXT) STRICT; CREATE INDEX by_type ON events (type)",
  );
  const insert = database.prepare("INSERT OR IGNORE INTO events VALUES (?, ?, ?)");
  const asking = (sql) => {
    const statement = database.prepare(sql);
    return () => statement.all();
  };
  const of = (name) => `json_extract(params, '$.${name}')`;
  const groups = (type, names, value) =>
    asking(
      `SELECT ${[...names.map(of), value].join(", ")} FROM events WHERE type = '${type}' GROUP BY ${names.map(of).join(", ")}`,
    );
  return {
    async ingest(entries) {
      let accepted = 0;
      database.exec("BEGIN");
      for (const { key, body } of entries)
        for (const [index, event] of JSON.parse(body.toString()).events.entries()) {
          insert.run(`${key}:${index}`, event.event_type, JSON.stringify(event.event_params));
          accepted += 1;
        }
      database.exec("COMMIT");
      return { accepted };
    },
    ask: {
      "count by type": asking("SELECT type, count(*) FROM events GROUP BY 1"),
      "turns: tokens by model": groups(
        "codex_turn_event",
        ["model"],
        `sum(${of("input_tokens")}), sum(${of("output_tokens")})`,
      ),
      "reviews: latency by risk, decision": groups(
        "codex_guardian_review",
        ["risk_level", "decision"],
        `max(${of("completion_latency_ms")})`,
      ),
      "compactions: saved by trigger, phase": groups(
        "codex_compaction_event",
        ["trigger", "phase"],
        `avg(${of("active_context_tokens_before")} - ${of("active_context_tokens_after")})`,
      ),
    },
    close: () => database.close(),
  };
}
