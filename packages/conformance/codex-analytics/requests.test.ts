import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Clock,
  chatGptHeaders,
  codexUserAgent,
  createAnalyticsClient,
  httpTransport,
  systemClock,
} from "@codex-contracts/client";
import { factsFromWire } from "@codex-contracts/client/wire";
import type { Runtime } from "@codex-contracts/protocol/analytics";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../src/workspace.js";
import { EVENTS, FIELDS } from "./compare/exceptions.js";
import { readSession, type SessionProcess } from "./compare/read-session.js";

const file = join(packageRoot, "recorded/sessions/codex-0.125.0.ndjson");

const GIT = "/event_params/git_workspaces";

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What our client sends when it delivers as Codex does, and its clock is that of the recording. */
async function requestsOf(process: SessionProcess): Promise<readonly SentRequest[]> {
  const sent: SentRequest[] = [];
  let now = 0;
  const clock: Clock = { ...systemClock, now: () => now };
  const read = factsFromWire({ compactingProviders: ["openai", "remote"] });
  let client: ReturnType<typeof createAnalyticsClient> | undefined;
  for (const line of process.wire) {
    now = line.at;
    for (const fact of read(line)) {
      if (fact.fact === "initialize") client ??= clientOf(fact.runtime, fact.params.clientInfo, clock, sent);
      client?.record(fact);
      await client?.flush();
    }
  }
  return sent;
}

function clientOf(
  runtime: Runtime,
  { name, version }: { readonly name: string; readonly version: string },
  clock: Clock,
  sent: SentRequest[],
): ReturnType<typeof createAnalyticsClient> {
  const { codex_rs_version, runtime_os_version, runtime_arch } = runtime;
  const os = { type: "Debian", version: runtime_os_version, arch: runtime_arch };
  const userAgent = codexUserAgent({
    originator: name,
    version: codex_rs_version,
    os,
    client: { name, version },
  });
  return createAnalyticsClient({
    runtime,
    mode: "codex",
    privacy: { ceiling: "sensitive" },
    parts: { clock, environment: {} },
    transport: httpTransport({
      baseUrl: "http://127.0.0.1:8082/backend-api",
      headers: chatGptHeaders({ originator: name, userAgent }),
      fetch: async (url, { method, headers, body } = {}) => {
        const { pathname } = new URL(String(url));
        sent.push({
          method: String(method),
          path: pathname,
          headers: Object.fromEntries(new Headers(headers)),
          body: Buffer.from(body as Uint8Array).toString(),
        });
        return new Response("{}");
      },
    }),
  });
}

const inexact = new Set(FIELDS.filter(({ path }) => path !== GIT).map(({ event }) => event));

/** The body without what no release sends, and without the times that each side reads from its own clock. */
const released = (body: string) =>
  body.replaceAll('"git_workspaces":null,', "").replace(/"created_at":\d+/, '"created_at":0');

/** The names in a body, in their order; not those in what a reviewed command asked for, which is not on the wire. */
function namesIn(body: string): string {
  const named = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([name, of]) => [name, name === "additional_permissions" ? 0 : named(of)])
      : 0;
  return JSON.stringify(named(JSON.parse(body)));
}

describe.each(readSession(readFileSync(file, "utf8")))(
  "delivering as Codex does, for the $name process",
  (process) => {
    const told = process.requests.filter(
      ({ body }) => !body.events.some((event) => EVENTS.some(({ is }) => is(event))),
    );
    let ours: readonly SentRequest[];
    beforeAll(async () => {
      ours = await requestsOf(process);
    });

    it("our client sends as many requests, to the same place, with the same headers", () => {
      const theirs = told.map(({ method, path, headers }) => {
        const { host: _, "content-length": __, ...rest } = headers;
        return { method, path, headers: rest };
      });
      expect(ours.map(({ method, path, headers }) => ({ method, path, headers }))).toEqual(theirs);
    });

    it("the bodies are the same to the byte, wherever the wire tells all that is in them", () => {
      const isExact = (index: number) =>
        told[index]?.body.events.every(({ event_type }) => !inexact.has(event_type));
      const exact = ours.map(({ body }) => released(body)).filter((_, index) => isExact(index));
      expect(exact.length).toBeGreaterThan(0);
      expect(exact).toEqual(told.map(({ text }) => released(text)).filter((_, index) => isExact(index)));
    });

    it("the bodies have the same names in the same order", () => {
      expect(ours.map(({ body }) => namesIn(released(body)))).toEqual(told.map(({ text }) => namesIn(text)));
    });
  },
);
