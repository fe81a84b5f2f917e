import type {
  AppServerClient,
  GitWorkspaces,
  Runtime,
  TurnError,
  TurnEventParams,
} from "@codex-contracts/protocol/analytics";
import type {
  ConnectionId,
  TurnResolvedConfigFact,
  TurnTokenUsageFact,
} from "@codex-contracts/protocol/facts";
import type { Cache } from "./caches/cache.js";
import type { ThreadMetadata } from "./events/thread-metadata.js";

/**
 * What the reducer remembers. Opaque: take it from `initialState` and `reduce` only. A state never changes;
 * an older one may be kept and reduced again.
 */
export interface State {
  readonly settings: ReducerSettings;
  /** Originator of the process (P14), once it is known. */
  readonly originator: string | null;
  readonly connections: Cache<ConnectionId, Connection>;
  readonly threads: Cache<string, Thread>;
  readonly requests: Cache<string, PendingRequest>;
  readonly turns: Cache<string, Turn>;
}

export interface ReducerSettings {
  /** Build and host of this process, which starts of subagents carry (R11). */
  readonly runtime: Runtime;
  /** Whether facts behind the general-analytics switch are taken (D11). */
  readonly generalAnalytics: boolean;
}

/** A connection that was initialised (R1). */
export interface Connection {
  readonly client: AppServerClient;
  readonly runtime: Runtime;
}

/** A thread that was opened over a connection (R8). */
export interface Thread {
  readonly connection: ConnectionId;
  readonly metadata: ThreadMetadata;
}

/** A request that waits for its answer (R3, R4). */
export type PendingRequest = PendingTurnStart | PendingTurnSteer;

export interface PendingTurnStart {
  readonly method: "turn/start";
  readonly thread: string;
  readonly images: number;
}

export interface PendingTurnSteer {
  readonly method: "turn/steer";
  readonly thread: string;
  readonly expectedTurn: string;
  readonly images: number;
  /** When the request was reduced, Unix s. */
  readonly createdAt: number;
}

/** What is known of a turn so far; null is not known yet. */
export interface Turn {
  readonly connection: ConnectionId | null;
  readonly thread: string | null;
  readonly images: number | null;
  readonly config: TurnResolvedConfigFact | null;
  readonly startedAt: number | null;
  readonly tokens: TurnTokenUsageFact | null;
  readonly git: GitWorkspaces | null;
  readonly completion: TurnCompletion | null;
  /** Steers that were accepted (R31). */
  readonly steers: number;
}

/** How a turn ended (R19). */
export interface TurnCompletion {
  readonly status: TurnEventParams["status"];
  readonly error: TurnError | null;
  /** Unix s; 0 is unknown. */
  readonly completedAt: number;
  readonly durationMs: number | null;
}

/** A turn of which nothing is known. */
export const UNKNOWN_TURN: Turn = {
  connection: null,
  thread: null,
  images: null,
  config: null,
  startedAt: null,
  tokens: null,
  git: null,
  completion: null,
  steers: 0,
};
