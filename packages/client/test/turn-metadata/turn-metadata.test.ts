import { isDeepStrictEqual } from "node:util";
import { arbitraryOf } from "@codex-contracts/fixtures/arbitraries";
import { recorded } from "@codex-contracts/fixtures/recorded";
import type { GitWorkspace } from "@codex-contracts/protocol";
import { TurnMetadata } from "@codex-contracts/protocol/turn-metadata";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildTurnMetadata,
  parseTurnMetadata,
  TURN_METADATA,
  turnMetadataClientMetadata,
  turnMetadataHeader,
  turnMetadataHeaders,
  turnMetadataMeta,
} from "../../src/turn-metadata/index.js";

/** The parts that metadata was made of, as far as it shows them. */
function partsOf({ session_id, thread_source, turn_id, workspaces, sandbox, ...clientKeys }: TurnMetadata) {
  return {
    sessionId: session_id,
    threadSource: thread_source ?? null,
    turnId: turn_id,
    workspaces,
    ...(sandbox === undefined ? {} : { sandbox }),
    // Beside the listed keys there are only texts.
    clientKeys: clientKeys as Record<string, string>,
  };
}

/** As Codex writes it, but for the secrets in URLs, which we leave out. */
const scrubbed = (text: string) =>
  text.replaceAll("https://user:pw@example.com/o/r.git?x=1", "https://example.com/o/r.git");

describe.each(recorded("turn-metadata"))("$rules $name", ({ metadata, header, client_supplied }) => {
  const parts = {
    ...partsOf(metadata),
    ...(client_supplied === undefined ? {} : { clientKeys: client_supplied }),
  };

  it("is built byte for byte", () => {
    expect(turnMetadataHeader(buildTurnMetadata(parts))).toBe(scrubbed(header));
  });

  it("is read", () => {
    expect(parseTurnMetadata(header)).toEqual({ ok: true, value: metadata });
  });
});

it.each(recorded("codex-0.125.0-turn-metadata").map((metadata, i) => ({ line: i + 1, metadata })))(
  "M1 recorded line $line is built and read",
  ({ metadata }) => {
    const header = turnMetadataHeader(buildTurnMetadata(partsOf(metadata)));
    expect(header).toBe(JSON.stringify(metadata));
    expect(parseTurnMetadata(header ?? "")).toEqual({ ok: true, value: metadata });
  },
);

const WORKSPACES = { "/src/app": { has_changes: true } };

it("M1 keys come in the order of the wire, and without value not at all", () => {
  const clientKeys = { "1": "first in memory", b: "x" };
  const all = buildTurnMetadata({
    sandbox: "none",
    workspaces: WORKSPACES,
    turnId: "",
    threadSource: "user",
    sessionId: "s",
    clientKeys,
  });
  expect(turnMetadataHeader(all)).toBe(
    '{"session_id":"s","thread_source":"user","turn_id":"","workspaces":{"/src/app":{"has_changes":true}},"sandbox":"none","1":"first in memory","b":"x"}',
  );
  expect(buildTurnMetadata({ threadSource: null, workspaces: null })).toEqual({});
});

it("M4 an entry without keys is not sent", () => {
  expect(buildTurnMetadata({ workspaces: { "/src/app": {} as GitWorkspace } })).toEqual({});
});

it("M6 a client never sets a key of the contract, whether it has a value or not", () => {
  const clientKeys = { workspaces: "mine", sandbox: "mine", thread_source: "mine", own: "yes" };
  expect(buildTurnMetadata({ sandbox: "seccomp", clientKeys })).toEqual({ sandbox: "seccomp", own: "yes" });
});

it("M7 what is no legal header value leaves the header out, but not the object", () => {
  const metadata = buildTurnMetadata({ turnId: "t", workspaces: { "/src/ä": { has_changes: true } } });
  expect(turnMetadataHeaders(metadata)).toEqual({});
  expect(turnMetadataClientMetadata(metadata)).toEqual({});
  expect(turnMetadataMeta(metadata)).toEqual({ [TURN_METADATA]: metadata });
});

it("M7 header and client metadata are the same text", () => {
  const metadata = buildTurnMetadata({ turnId: "t" });
  expect(turnMetadataHeaders(metadata)).toEqual({ [TURN_METADATA]: '{"turn_id":"t"}' });
  expect(turnMetadataClientMetadata(metadata)).toEqual(turnMetadataHeaders(metadata));
});

it.each([
  ["no JSON", "{", "", "type"],
  ["a list", "[]", "", "type"],
  ["an unknown sandbox", '{"sandbox":"secret"}', "/sandbox", "enum"],
  ["a number of the client", '{"secret key":7}', "/*", "type"],
])("says where a text is wrong and never with what: %s", (_case, text, path, code) => {
  const parsed = parseTurnMetadata(text);
  expect(parsed).toMatchObject({ ok: false, issues: [{ path, code }] });
  expect(JSON.stringify(parsed)).not.toContain("secret");
});

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it("builds valid metadata of any valid metadata and any keys of the client", () => {
  const keys = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("session_id", "workspaces")), fc.string());
  fc.assert(
    fc.property(arbitraryOf(TurnMetadata), keys, (metadata, clientKeys) => {
      const built = buildTurnMetadata({ ...partsOf(metadata), clientKeys });
      expect(TurnMetadata.safeParse(built).ok).toBe(true);
      const header = turnMetadataHeader(built);
      if (header !== undefined) expect(isDeepStrictEqual(JSON.parse(header), sent(built))).toBe(true);
    }),
    { numRuns: 30 },
  );
}, 60_000);
