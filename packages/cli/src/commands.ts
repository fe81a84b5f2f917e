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
