import type { CompactionFact, ConnectionId, SessionSource } from "@codex-contracts/protocol/facts";
import { boundedMap } from "./bounded-map.js";
import type { Members } from "./read.js";
import type { Settings } from "./settings.js";
import type { Skill } from "./skills.js";
import { NO_TOKENS, type Tokens } from "./tokens.js";

export interface WireOptions {
  /** Id of the connection in the facts; needed where a reducer is given more than one. Default 0. */
  readonly connectionId?: ConnectionId;
  /** How the client is attached. Default `stdio`. */
  readonly transport?: "stdio" | "websocket" | "in_process";
  /** What a thread has that the wire does not say: `personality` and `model_reasoning_summary` of config.toml. */
  readonly defaults?: Partial<Pick<Settings, "personality" | "summary">>;
  /** Ids of the model providers that compact a context themselves. Default `["openai"]`. */
  readonly compactingProviders?: readonly string[];
}

/** What was seen on a connection so far. */
export interface WireSession {
  readonly options: Required<WireOptions>;
  /** Requests of the client that wait for their answer. */
  readonly requests: Map<unknown, PendingRequest>;
  readonly threads: Map<string, WireThread>;
  readonly turns: Map<string, WireTurn>;
  /** Skills by path, as the server listed them. */
  readonly skills: Map<string, Skill>;
  client: { readonly name: string; readonly version: string } | undefined;
  /** CODEX_HOME of the server. */
  home: string | undefined;
}

export interface PendingRequest {
  readonly method: string;
  readonly params: Members;
}

/** A thread that is loaded. */
export interface WireThread {
  readonly id: string;
  readonly provider: string;
  readonly ephemeral: boolean;
  /** Where it came from, as the wire says it. */
  readonly source: SessionSource;
  settings: Settings;
  /** Whether the next turn is the first that a user asks for. */
  fresh: boolean;
  /** Whether the client has worked with it, which children of it ask for. */
  attended: boolean;
  /** Whether the client has asked for a compaction that has not begun. */
  toCompact: boolean;
  /** What all of it has cost so far. */
  total: Tokens;
  /** Size of its context, and the room that its last model has for it; 0 when that is not known. */
  context: number;
  room: number;
  /** Model of its last turn. */
  lastModel: string | undefined;
}

/** A turn that has not ended. */
export interface WireTurn {
  readonly id: string;
  readonly threadId: string;
  /** The input of the client; undefined for a turn that the client did not start. */
  input: readonly unknown[] | undefined;
  /** What it runs with, where that is known. */
  settings: Settings | undefined;
  /** What the thread had cost when it began. */
  before: Tokens;
  /** Whether the skills of its input were told. */
  mentioned: boolean;
  /** Whether its settings were told. */
  resolved: boolean;
  compaction: StartedCompaction | undefined;
  /** When each review of it was asked for, by id of the review. */
  readonly reviews: Map<string, number>;
  /** Paths of the skills that its commands have picked up. */
  readonly pickedUp: Set<string>;
}

/** A compaction that goes on. */
export interface StartedCompaction extends Pick<CompactionFact, "trigger" | "reason" | "phase"> {
  /** Unix ms. */
  readonly startedAt: number;
  /** Size of the context. */
  readonly context: number;
}

const PENDING = 4_096;
const LOADED = 16_384;

export function makeSession(options: WireOptions): WireSession {
  return {
    options: {
      connectionId: options.connectionId ?? 0,
      transport: options.transport ?? "stdio",
      defaults: options.defaults ?? {},
      compactingProviders: options.compactingProviders ?? ["openai"],
    },
    requests: boundedMap(PENDING),
    threads: boundedMap(LOADED),
    turns: boundedMap(PENDING),
    skills: boundedMap(LOADED),
    client: undefined,
    home: undefined,
  };
}

/** The turn of an id, which may not have been seen before. */
export function turnOf({ turns, threads }: WireSession, id: string, threadId: string): WireTurn {
  const known = turns.get(id);
  if (known !== undefined) return known;
  const thread = threads.get(threadId);
  const turn: WireTurn = {
    id,
    threadId,
    input: undefined,
    settings: thread?.settings,
    before: thread?.total ?? NO_TOKENS,
    mentioned: false,
    resolved: false,
    compaction: undefined,
    reviews: new Map(),
    pickedUp: new Set(),
  };
  turns.set(id, turn);
  return turn;
}
