import type { CommandRow } from "./command.js";

/** Every command. A new one is a file beside the others and a row here. */
export const commands: readonly CommandRow[] = [
  {
    name: "validate",
    summary: "check messages against their contracts",
    load: () => import("./commands/validate.js"),
  },
  { name: "list", summary: "list the contracts", load: () => import("./commands/list.js") },
  {
    name: "show",
    summary: "show a contract: docs, type, schema, example",
    load: () => import("./commands/show.js"),
  },
  {
    name: "example",
    summary: "print an example message of a contract",
    load: () => import("./commands/example.js"),
  },
  {
    name: "permissions",
    summary: "explain, convert and compare permission profiles",
    load: () => import("./commands/permissions.js"),
  },
  {
    name: "hooks",
    summary: "try a hook, check a hooks.json, write an example",
    load: () => import("./commands/hooks.js"),
  },
  {
    name: "lint",
    summary: "judge a folder of JSON Schemas",
    load: () => import("./commands/lint.js"),
  },
  {
    name: "diff",
    summary: "compare two versions of JSON Schemas: what changed, whom it breaks",
    load: () => import("./commands/diff.js"),
  },
  {
    name: "changeset",
    summary: "write the changeset that the schemas demand, or check it",
    load: () => import("./commands/changeset.js"),
  },
  {
    name: "check",
    summary: "hold copies of the contracts against the installed version",
    load: () => import("./commands/check.js"),
  },
  {
    name: "serve",
    summary: "receive, store and show the events of Codex clients",
    load: () => import("./commands/serve.js"),
  },
  {
    name: "worker",
    summary: "drain a shared log into a store",
    load: () => import("./commands/worker.js"),
  },
  {
    name: "events",
    summary: "show stored events, or new ones as they come in",
    load: () => import("./commands/events.js"),
  },
  { name: "query", summary: "ask the stored events in SQL", load: () => import("./commands/query.js") },
  { name: "stats", summary: "count the stored events", load: () => import("./commands/stats.js") },
  {
    name: "export",
    summary: "write stored events as NDJSON, CSV or Parquet",
    load: () => import("./commands/export.js"),
  },
  {
    name: "quarantine",
    summary: "list, show, replay and drop what could not be accepted",
    load: () => import("./commands/quarantine.js"),
  },
  {
    name: "ingest",
    summary: "send captured events to a server",
    load: () => import("./commands/ingest.js"),
  },
  {
    name: "tokens",
    summary: "create, list and revoke the tokens of a server",
    load: () => import("./commands/tokens.js"),
  },
  {
    name: "backup",
    summary: "copy the folder of a server while it runs",
    load: () => import("./commands/backup.js"),
  },
  {
    name: "completion",
    summary: "print a shell completion script",
    load: () => import("./commands/completion.js"),
  },
  {
    name: "completion-server",
    summary: "answer the completion script",
    hidden: true,
    needsAll: true,
    load: () => import("./commands/completion-server.js"),
  },
];
