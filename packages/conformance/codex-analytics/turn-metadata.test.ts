import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildTurnMetadata,
  parseTurnMetadata,
  turnMetadataHeader,
} from "@codex-contracts/client/turn-metadata";
import { TurnMetadata } from "@codex-contracts/protocol";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../src/workspace.js";
import { readSession } from "./compare/read-session.js";

const file = join(packageRoot, "recorded/sessions/codex-0.125.0.ndjson");
const headers = readSession(readFileSync(file, "utf8")).flatMap(({ metadata }) => metadata);

function rebuilt(text: string): string | undefined {
  const parsed = parseTurnMetadata(text);
  if (!parsed.ok) return JSON.stringify(parsed.issues);
  const { session_id, thread_source, turn_id, workspaces, sandbox, ...rest } = parsed.value;
  const clientKeys = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  const parts = {
    sessionId: session_id,
    threadSource: thread_source,
    turnId: turn_id,
    workspaces,
    sandbox,
    clientKeys,
  };
  return turnMetadataHeader(buildTurnMetadata({ ...parts, threadSource: thread_source ?? null }));
}

describe("the headers about the turn that a real Codex sent", () => {
  it("are all read, and follow the contract", () => {
    expect(headers.filter((text) => !parseTurnMetadata(text).ok)).toEqual([]);
    expect(headers.filter((text) => !TurnMetadata.is(JSON.parse(text)))).toEqual([]);
  });

  it("are written again, to the byte", () => {
    const unlike = headers.filter((text) => {
      const { workspaces: _, ...parsed } = JSON.parse(text);
      return rebuilt(JSON.stringify(parsed)) !== JSON.stringify(parsed);
    });
    expect(unlike).toEqual([]);
  });

  it("are written again without what Codex tells too much of a remote (V4)", () => {
    const wanted = headers.map((text) =>
      text.replaceAll("https://dev:secret@example.com", "https://example.com"),
    );
    expect(headers.map(rebuilt)).toEqual(wanted);
  });

  it.each<[string, RegExp]>([
    ["of a user", /"thread_source":"user"/],
    ["of a subagent", /"thread_source":"subagent"/],
    ["with a repository and its password", /"workspaces":\{.*dev:secret@/],
    ["with keys of the client, last (M6)", /"sandbox":"\w+","x-client-\w":"\w+","x-client-\w":"\w+"\}$/],
    ...["none", "external", "seccomp"].map((word): [string, RegExp] => [
      `in the sandbox ${word}`,
      new RegExp(`"sandbox":"${word}"`),
    ]),
  ])("are among others %s", (_, pattern) => {
    expect(headers.filter((text) => pattern.test(text))).not.toEqual([]);
  });
});
