import { commandGroup } from "../command-group.js";
import { check } from "./hooks-check.js";
import { init } from "./hooks-init.js";
import { tryOut } from "./hooks-try.js";

export const command = commandGroup([
  {
    name: "try",
    summary: "run a hook on a request and show what Codex would make of it",
    command: tryOut,
  },
  { name: "check", summary: "show what Codex would load of a hooks.json", command: check },
  { name: "init", summary: "write a working example of a hook with its test", command: init },
]);
