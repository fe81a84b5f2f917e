import { existsSync } from "node:fs";
import {
  addContext,
  allow,
  block,
  deny,
  noDecision,
  runPermissionRequestHook,
  runPostToolUseHook,
  runPreToolUseHook,
  runSessionStartHook,
  runStopHook,
  runUserPromptSubmitHook,
} from "@codex-contracts/hooks";

const [, , event, name] = process.argv;
const run = {
  PermissionRequest: runPermissionRequestHook,
  PreToolUse: runPreToolUseHook,
  PostToolUse: runPostToolUseHook,
  SessionStart: runSessionStartHook,
  UserPromptSubmit: runUserPromptSubmitHook,
  Stop: runStopHook,
};
const handlers = {
  allow: ({ tool_input }) => (tool_input.command === "touch marker" ? allow() : deny("what is this")),
  deny: () => {
    console.log("a line that must not get in the way");
    return deny("not on my watch");
  },
  nothing: () => noDecision(),
  throw: () => {
    throw new Error("boom");
  },
  block: () => block("why"),
  transcript: ({ transcript_path }) =>
    addContext(`the transcript is ${existsSync(transcript_path) ? "" : "not "}there`),
  context: () => addContext("some context"),
};
await run[event](handlers[name]);
