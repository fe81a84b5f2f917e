import { commandGroup } from "../command-group.js";
import { create } from "./tokens-create.js";
import { list } from "./tokens-list.js";
import { revoke } from "./tokens-revoke.js";

export const command = commandGroup([
  { name: "create", summary: "make a token and show it once", command: create },
  { name: "list", summary: "show the names and scopes of the tokens", command: list },
  { name: "revoke", summary: "make tokens invalid", command: revoke },
]);
