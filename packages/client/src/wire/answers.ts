import type { Fact } from "../facts/fact.js";
import { items, members, text } from "./read.js";
import { runtimeOf } from "./runtime.js";
import { type PendingRequest, turnOf, type WireSession } from "./session.js";
import { sessionSourceOf } from "./session-source.js";
import { settingsOfThread, withOverrides } from "./settings.js";
import { listedSkills } from "./skills.js";
import { NO_TOKENS } from "./tokens.js";

/** An answer of the server, with the request that it is for. */
export interface Answer extends PendingRequest {
  readonly id: string | number;
  readonly result: unknown;
}

type AnswerHandler = (session: WireSession, answer: Answer) => readonly Fact[];

/** What follows from an answer, by the method of its request. */
export const ANSWERS: Readonly<Record<string, AnswerHandler>> = {
  initialize,
  "thread/start": openThread,
  "thread/resume": openThread,
  "thread/fork": openThread,
  "turn/start": startTurn,
  "turn/steer": response,
  "skills/list": listSkills,
};

function initialize(session: WireSession, { params, result }: Answer): readonly Fact[] {
  const { name, title, version } = members(params["clientInfo"]);
  const client = { name: text(name), version: text(version) };
  if (client.name === undefined || client.version === undefined) return [];
  session.client = { name: client.name, version: client.version };
  session.home = text(members(result)["codexHome"]);
  const { capabilities } = params;
  const { experimentalApi } = members(capabilities);
  return [
    {
      fact: "initialize",
      connection_id: session.options.connectionId,
      params: {
        clientInfo: { name: client.name, title: text(title) ?? null, version: client.version },
        capabilities:
          capabilities === undefined || capabilities === null
            ? null
            : typeof experimentalApi === "boolean"
              ? { experimentalApi }
              : {},
      },
      product_client_id: client.name,
      runtime: runtimeOf(result),
      rpc_transport: session.options.transport,
    },
  ];
}

/** A thread that was loaded already opens without an event (P7), and keeps what it has. */
function openThread(session: WireSession, answer: Answer): readonly Fact[] {
  const result = members(answer.result);
  const { id, turns, modelProvider, ephemeral, source } = members(result["thread"]);
  const threadId = text(id);
  if (threadId === undefined || session.threads.has(threadId)) return [];
  session.threads.set(threadId, {
    id: threadId,
    provider: text(result["modelProvider"]) ?? text(modelProvider) ?? "",
    ephemeral: ephemeral === true,
    source: sessionSourceOf(source),
    settings: settingsOfThread(result, answer.params, session.options.defaults),
    fresh: !items(turns).some(hasUserInput),
    attended: true,
    toCompact: false,
    total: NO_TOKENS,
    context: 0,
    room: 0,
    lastModel: undefined,
  });
  return response(session, answer);
}

function hasUserInput(turn: unknown): boolean {
  return items(members(turn)["items"]).some((item) => members(item)["type"] === "userMessage");
}

/** The overrides of a turn hold for its thread from then on. */
function startTurn(session: WireSession, answer: Answer): readonly Fact[] {
  const id = text(members(members(answer.result)["turn"])["id"]);
  const threadId = text(answer.params["threadId"]);
  if (id === undefined || threadId === undefined) return [];
  const thread = session.threads.get(threadId);
  if (thread !== undefined) {
    thread.attended = true;
    thread.settings = withOverrides(thread.settings, answer.params);
  }
  const turn = turnOf(session, id, threadId);
  turn.input = items(answer.params["input"]);
  turn.settings = thread?.settings;
  return response(session, answer);
}

function listSkills(session: WireSession, { result }: Answer): readonly Fact[] {
  for (const skill of listedSkills(result)) session.skills.set(skill.path, skill);
  return [];
}

function response({ options }: WireSession, { id, method, result }: Answer): readonly Fact[] {
  return [{ fact: "response", connection_id: options.connectionId, response: { id, method, result } }];
}
