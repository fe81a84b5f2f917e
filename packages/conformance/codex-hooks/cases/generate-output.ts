import type { HookEventName } from "@codex-contracts/protocol/hooks";
import type { Random } from "./random.js";

type Members = Record<string, unknown>;
type Choices = readonly [unknown, ...unknown[]];

const texts: Choices = ["x", " x ", "", null, " ", "\u0085", "\ufeff", "\u2003y\u2003", "two\nlines"];
const names: Choices = [
  "PreToolUse",
  "PermissionRequest",
  "PostToolUse",
  "SessionStart",
  "UserPromptSubmit",
  "Stop",
];

/** How likely a member is, and what it may be. */
type Member = readonly [key: string, probability: number, values: Choices];

const universal: readonly Member[] = [
  ["continue", 0.25, [false, true]],
  ["stopReason", 0.2, texts],
  ["suppressOutput", 0.15, [true, false]],
  ["systemMessage", 0.2, texts],
];
const blocking: readonly Member[] = [
  ["decision", 0.5, ["block", "block", "block", null]],
  ["reason", 0.5, texts],
];
const top: Readonly<Record<HookEventName, readonly Member[]>> = {
  PreToolUse: [
    ["decision", 0.4, ["block", "block", "approve", null]],
    ["reason", 0.4, texts],
  ],
  PermissionRequest: [],
  PostToolUse: blocking,
  SessionStart: [],
  UserPromptSubmit: blocking,
  Stop: blocking,
};
const specific: Readonly<Record<HookEventName, readonly Member[]>> = {
  PreToolUse: [
    ["permissionDecision", 0.6, ["deny", "deny", "allow", "ask", null]],
    ["permissionDecisionReason", 0.6, texts],
    ["updatedInput", 0.15, [null, {}, 1]],
    ["additionalContext", 0.2, texts],
  ],
  PermissionRequest: [],
  PostToolUse: [
    ["additionalContext", 0.6, texts],
    ["updatedMCPToolOutput", 0.2, [null, {}, 1]],
  ],
  SessionStart: [["additionalContext", 0.8, texts]],
  UserPromptSubmit: [["additionalContext", 0.6, texts]],
  Stop: [],
};
const decision: readonly Member[] = [
  ["message", 0.5, texts],
  ["updatedInput", 0.1, [null, {}, 0, ""]],
  ["updatedPermissions", 0.1, [null, [], {}]],
  ["interrupt", 0.1, [true, false]],
];
/** What makes an output one that Codex does not know. */
const strange: readonly Member[] = [
  ["zzz", 0.04, [1, null]],
  ["continue", 0.03, [null, "false", 1]],
  ["suppressOutput", 0.03, [null, 0]],
  ["systemMessage", 0.03, [1, [], {}]],
];

/** Something that a hook of an event may print: mostly valid, mostly with something to look at. */
export function generateOutput(event: HookEventName, random: Random): string {
  const output = {
    ...members(universal, random),
    ...members(top[event], random),
    ...members(strange, random),
  };
  if (event !== "Stop" && random.chance(0.75))
    output["hookSpecificOutput"] = random.chance(0.05) ? null : specificOf(event, random);
  const text = JSON.stringify(output);
  return random.chance(0.12) ? mutate(text, random) : text;
}

function specificOf(event: HookEventName, random: Random): Members {
  const output: Members = {
    hookEventName: random.chance(0.9) ? event : random.pick(names),
    ...members(specific[event], random),
  };
  if (event === "PermissionRequest" && random.chance(0.95))
    output["decision"] = {
      behavior: random.pick(["allow", "allow", "deny", "deny", "deny", "ask"]),
      ...members(decision, random),
    };
  return output;
}

function members(from: readonly Member[], random: Random): Members {
  const chosen: Members = {};
  for (const [key, probability, values] of from)
    if (random.chance(probability)) chosen[key] = random.pick(values);
  return chosen;
}

/** The ways in which what is printed can be other than one JSON document. */
function mutate(text: string, random: Random): string {
  return random.pick<() => string>([
    () => `\u00a0${text}\u0085`,
    () => `\ufeff${text}`,
    () => `${text}\n\n`,
    () => `${text}x`,
    () => `log line\n${text}`,
    () => text.slice(0, -1),
    () => text.replace(":", "\u00a0:"),
    () => text.replace("{", '{"systemMessage":"\\ud800",'),
    () => text.replace("{", '{"systemMessage":"twice",'),
    () => `${text}\n${text}`,
    () => `[${text}]`,
    () => '"text"',
    () => "[note] remember this",
  ])();
}
