import { basename, extname } from "node:path";
import { hookFixtures } from "@codex-contracts/hooks/try";
import { type HookEventName, HookInput } from "@codex-contracts/protocol/hooks";
import { distance } from "fastest-levenshtein";
import type { Context } from "../context.js";
import type { Fault } from "../input/fault.js";
import { readValues } from "../input/read-values.js";
import { MisuseError } from "../misuse-error.js";
import { type Input, inputsOf } from "../validate/inputs.js";

/** A request to run a hook on. */
export interface Request {
  /** What people call it: the name of a fixture, or the file, with its line where there are several. */
  readonly name: string;
  /** Name of the file to record it to. */
  readonly fileName: string;
  readonly input: HookInput;
}

export interface RequestChoice {
  /** PermissionRequest when absent; the one that a file says when there is one. */
  readonly event?: HookEventName;
  /** Name of a fixture, or of a file. */
  readonly fixture?: string;
  readonly all?: true;
}

/** The requests that were asked for; those that are not from a file are of a session in the folder `here`. */
export async function chooseRequests(
  { event, fixture, all }: RequestChoice,
  here: string,
  context: Context,
): Promise<readonly Request[]> {
  const named = event ?? "PermissionRequest";
  const fixtures = hookFixtures(named, here);
  const names = Object.keys(fixtures);
  const chosen = all === true ? names : [fixture ?? names[0] ?? ""];
  if (chosen.every((name) => Object.hasOwn(fixtures, name)))
    return chosen.flatMap((name) => requestOf(name, named, fixtures[name]));
  const [file = ""] = chosen;
  if (file !== "-" && (await context.inspect(file)).kind === "missing")
    throw unknownFixture(file, named, names);
  return readRequests(file, event, context);
}

function requestOf(name: string, event: HookEventName, input: HookInput | undefined): readonly Request[] {
  const label = event.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase();
  return input === undefined ? [] : [{ name, fileName: `${label}-${name}.json`, input }];
}

function unknownFixture(asked: string, event: HookEventName, names: readonly string[]): MisuseError {
  const close = names.filter((name) => distance(name, asked) <= Math.max(1, Math.floor(name.length / 3)));
  const guess = close.length === 0 ? "" : `Did you mean ${close.join(" or ")}?\n`;
  return new MisuseError(
    `there is no request "${asked}" of ${event}, and no such file`,
    `${guess}Requests of ${event}: ${names.join(", ")}; or name a file with a request.`,
  );
}

async function readRequests(
  file: string,
  event: HookEventName | undefined,
  context: Context,
): Promise<readonly Request[]> {
  const found: { readonly line: number; readonly input: HookInput }[] = [];
  const [input] = await inputsOf([file], context);
  if (input === undefined) return [];
  await readValues(input.open(), {
    value: (value, line) => void found.push({ line, input: asRequest(value, { input, line, event }) }),
    fault: (fault) => {
      throw unreadable(input, fault);
    },
  });
  if (found.length === 0) throw new MisuseError(`there is no request in ${input.name}`, WAY_OUT);
  const base = input.name === "<stdin>" ? "stdin" : basename(file, extname(file));
  return found.map(({ line, input: request }) => ({
    name: found.length === 1 ? input.name : `${input.name}:${line}`,
    fileName: found.length === 1 ? `${base}.json` : `${base}-${line}.json`,
    input: request,
  }));
}

const WAY_OUT =
  "`codex-contracts hooks try --record <folder> -- <command>` writes requests that can be replayed.";

interface Origin {
  readonly input: Input;
  readonly line: number;
  readonly event: HookEventName | undefined;
}

function asRequest(value: unknown, { input, line, event }: Origin): HookInput {
  const parsed = HookInput.safeParse(value);
  if (!parsed.ok) {
    const [issue] = parsed.issues;
    const reason = issue === undefined ? "" : `: ${issue.path || "/"} should be ${issue.expected}`;
    throw new MisuseError(`${input.name}:${line} is no hook request${reason}`, WAY_OUT);
  }
  const { hook_event_name: own } = parsed.value;
  if (event !== undefined && own !== event)
    throw new MisuseError(
      `${input.name}:${line} is a request of ${own}, not of ${event}`,
      "Leave --event out: a request says which event it is of.",
    );
  return parsed.value;
}

function unreadable({ name }: Input, { line, column, expected }: Fault): MisuseError {
  const place = column === undefined ? `${name}:${line}` : `${name}:${line}:${column}`;
  return new MisuseError(`${place} is no JSON: expected ${expected}`, WAY_OUT);
}
