import type { HookEventName } from "@codex-contracts/protocol/hooks";
import { hookEventNames } from "../hook-events.js";
import { describeSerdeError, SerdeError } from "../json/scanner.js";
import type { DeclaredGroup, DeclaredHandler, DeclaredHooks, ParsedHooksFile } from "./hooks-file.js";
import { readHandler } from "./read-handler.js";
import { ConfigScanner, type FieldReader } from "./struct-reader.js";

/** Parses the text of a hooks.json as Codex 0.125.0 does, with the message of its warning when it fails. */
export function parseHooksFile(text: string): ParsedHooksFile {
  const scanner = new ConfigScanner(text);
  try {
    const hooks = readFile(scanner);
    scanner.end();
    return { ok: true, hooks, ignored: scanner.ignored.map((path) => ({ path })) };
  } catch (error) {
    if (!(error instanceof SerdeError)) throw error;
    return { ok: false, message: describeSerdeError(text, error) };
  }
}

function readFile(scanner: ConfigScanner): DeclaredHooks {
  let hooks: DeclaredHooks = {};
  const fields = {
    hooks: (path: string) => {
      hooks = readEvents(scanner, path);
    },
  };
  scanner.readStruct({ name: "HooksFile", fields }, "");
  return hooks;
}

function readEvents(scanner: ConfigScanner, path: string): DeclaredHooks {
  const hooks: { [E in HookEventName]?: readonly DeclaredGroup[] } = {};
  const reader = (event: HookEventName): FieldReader => {
    return (at) => {
      const groups: DeclaredGroup[] = [];
      scanner.readArray((element) => groups.push(readGroup(scanner, element)), at);
      hooks[event] = groups;
    };
  };
  const fields = Object.fromEntries(hookEventNames.map((event) => [event, reader(event)]));
  scanner.readStruct({ name: "HookEventsToml", fields }, path);
  return hooks;
}

function readGroup(scanner: ConfigScanner, path: string): DeclaredGroup {
  let matcher: string | null = null;
  const hooks: DeclaredHandler[] = [];
  const fields = {
    matcher: () => {
      matcher = scanner.readOptionalText();
    },
    hooks: (at: string) => scanner.readArray((element) => hooks.push(readHandler(scanner, element)), at),
  };
  scanner.readStruct({ name: "MatcherGroup", fields }, path);
  return { matcher, hooks };
}
