import { commandGroup } from "../command-group.js";
import { drop } from "./quarantine-drop.js";
import { list } from "./quarantine-list.js";
import { replay } from "./quarantine-replay.js";
import { show } from "./quarantine-show.js";

export const command = commandGroup([
  { name: "list", summary: "show what is kept apart, equal failures together", command: list },
  { name: "show", summary: "show the events of one group and what is wrong with them", command: show },
  { name: "replay", summary: "judge events again and store those that now pass", command: replay },
  { name: "drop", summary: "forget the events of a group", command: drop },
]);
