/** A tool that the model calls. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: object;
}

/** What the model does in one answer. */
export interface Step {
  /** Says something. */
  readonly say?: string;
  /** Calls a tool. */
  readonly call?: ToolCall;
  /** Calls tools at the same time. */
  readonly calls?: readonly ToolCall[];
  /** Applies a patch. */
  readonly patch?: string;
  /** Answers with an HTTP error. */
  readonly http?: { readonly status: number; readonly error: object };
  /** Fails in the middle of the stream. */
  readonly failed?: { readonly code: string; readonly message: string };
  /** Ends the stream without an end. */
  readonly cut?: true;
  /** Hangs up: at once, or in the middle of the stream. */
  readonly hangUp?: "at once" | "in the middle";
  /** Waits with the answer until the gate of this name is opened. */
  readonly gate?: string;
  /** Tokens that it says it has used. */
  readonly tokens?: number;
}

/** What a prompt asks the model to do, in turn; when all is done it says so. */
export interface Script {
  readonly steps: readonly Step[];
  /** What it does when it is asked to compact. */
  readonly compact?: Step;
}

/** The prompt that holds a script. */
export function promptOf(script: Script, before = ""): string {
  return `${before}${JSON.stringify(script)}`;
}

/** The parts of a request to the model that the script is played by. */
export interface ModelRequest {
  readonly input: readonly ModelItem[];
  readonly text?: { readonly format?: unknown };
}
interface ModelItem {
  readonly type?: string;
  readonly role?: string;
  readonly content?: readonly { readonly text?: string }[];
}

const DONE: Step = { say: "done" };

/** What the model answers to a request. */
export function stepFor(request: ModelRequest): Step {
  const { input } = request;
  const last = textOf(input.findLast(({ role }) => role === "user"));
  if (JSON.stringify(request.text?.format ?? {}).includes("risk_level")) return guardianStep(last);
  const at = input.findLastIndex((item) => item.role === "user" && scriptOf(textOf(item)) !== undefined);
  const script = scriptOf(textOf(input[at]));
  if (script === undefined) return DONE;
  if (last.includes("CONTEXT CHECKPOINT COMPACTION"))
    return script.compact ?? { say: "what has been so far" };
  const after = input.slice(at + 1);
  if (after.some((item) => item.role === "user" && textOf(item).startsWith("Another language model")))
    return DONE;
  return script.steps[after.filter(isOurs).length] ?? DONE;
}

function isOurs({ type, role }: ModelItem): boolean {
  return role === "assistant" || type === "function_call" || type === "custom_tool_call";
}

function textOf(item: ModelItem | undefined): string {
  return (item?.content ?? []).map(({ text }) => text ?? "").join("\n");
}

function scriptOf(text: string): Script | undefined {
  const start = text.indexOf('{"steps":');
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start).trim());
  } catch {
    return undefined;
  }
}

/** The reviewer answers as the last justification that it reads tells it to. */
function guardianStep(text: string): Step {
  const wish = [...text.matchAll(/guardian:(\w+)/g)].at(-1)?.[1] ?? "allow";
  return GUARDIAN[wish] ?? DONE;
}

const verdict = (outcome: string, risk_level: string): Step => ({
  say: JSON.stringify({ risk_level, user_authorization: "medium", outcome, rationale: "because" }),
});
const GUARDIAN: Readonly<Record<string, Step>> = {
  allow: verdict("allow", "low"),
  deny: verdict("deny", "high"),
  garbage: { say: "no verdict at all" },
  fail: { http: { status: 500, error: { message: "no reviewer" } } },
  wait: { ...verdict("allow", "low"), gate: "guardian" },
};
