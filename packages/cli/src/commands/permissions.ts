import type { Command } from "../command.js";
import { commandGroup } from "../command-group.js";
import { convert } from "./permissions-convert.js";
import { diff } from "./permissions-diff.js";
import { explain } from "./permissions-explain.js";

export const command: Command = commandGroup([
  {
    name: "explain",
    summary: "show what a profile or sandbox policy lets commands read and write, and why",
    command: explain,
  },
  { name: "convert", summary: "write a profile or sandbox policy in another shape", command: convert },
  { name: "diff", summary: "show what one profile grants or takes away against another", command: diff },
]);
