import { checkHooksConfig, commonTools, type MatchDescription } from "@codex-contracts/hooks/config";
import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { locate } from "../input/locate.js";

/** What `hooks check --json` prints. */
export interface CheckReport {
  /** Version of this shape; within one, members are only added. */
  readonly version: 1;
  readonly file: string;
  /** Codex reads everything, as exit code 0 says. */
  readonly ok: boolean;
  /** False when Codex loads nothing of the file. */
  readonly parsed: boolean;
  /** In the order of Codex. */
  readonly loaded: readonly LoadedLine[];
  readonly skipped: readonly SkippedLine[];
  readonly ignored: readonly IgnoredLine[];
  /** What Codex tells the user when it starts. */
  readonly warnings: readonly string[];
  /** The tools that the matchers were tried on. */
  readonly tools: readonly string[];
}

/** Where something is declared. */
interface Declared {
  /** JSON Pointer. */
  readonly pointer: string;
  /** 1-based. */
  readonly line: number;
}

interface LoadedLine extends Declared {
  readonly number: number;
  readonly event: HookEventName;
  /** As written; null when nothing is, or when the event has none. */
  readonly matcher: string | null;
  readonly match: MatchDescription;
  readonly command: string;
  /** Seconds. */
  readonly timeout: number;
  readonly statusMessage: string | null;
}

interface SkippedLine extends Declared {
  readonly event: HookEventName;
  readonly warning: string;
}

interface IgnoredLine extends Declared {
  readonly reason: string;
  readonly fix: string;
}

export interface CheckReportOptions {
  readonly file: string;
  /** Tools beside those of Codex. */
  readonly tools: readonly string[];
}

/** What Codex would make of the text of a hooks.json, with lines; null is a text that is not UTF-8. */
export function checkReport(text: string | null, { file, tools: more }: CheckReportOptions): CheckReport {
  const tools = [...new Set([...commonTools, ...more])];
  const report = text === null ? notText(file) : checkHooksConfig(text, { path: file, tools });
  const { parsed, loaded, skipped, ignored, warnings } = report;
  const at = placesIn(text ?? "", [...loaded, ...skipped, ...ignored]);
  return {
    version: 1,
    file,
    ok: parsed && skipped.length === 0 && ignored.length === 0,
    parsed,
    loaded: loaded.map(({ displayOrder, event, matcher, match, command, timeout, statusMessage, path }) => {
      return { number: displayOrder, event, matcher, match, command, timeout, statusMessage, ...at(path) };
    }),
    skipped: skipped.map(({ event, warning, path }) => ({ event, warning, ...at(path) })),
    ignored: ignored.map(({ reason, fix, path }) => ({ reason, fix, ...at(path) })),
    warnings,
    tools,
  };
}

function notText(file: string): ReturnType<typeof checkHooksConfig> {
  const warning = `failed to read hooks config ${file}: stream did not contain valid UTF-8`;
  return { parsed: false, loaded: [], skipped: [], ignored: [], warnings: [warning] };
}

function placesIn(text: string, parts: readonly { readonly path: string }[]): (path: string) => Declared {
  const pointers = parts.map(({ path }) => path);
  const places = locate(text, pointers);
  const lines = new Map(pointers.map((pointer, index) => [pointer, places[index]?.line ?? 1]));
  return (pointer) => ({ pointer, line: lines.get(pointer) ?? 1 });
}
