/** One line of a recorded session, in the order in which things happened. Times are Unix milliseconds. */
export type SessionLine = ProcessLine | WireLine | AnalyticsLine | ModelLine;

/** A Codex process begins: all lines until the next of its kind are about it. */
export interface ProcessLine {
  readonly at: number;
  readonly process: string;
}

/** A message of the app-server wire. */
export interface WireLine {
  readonly at: number;
  readonly from: "client" | "server";
  readonly message: WireMessage;
}

/** A JSON-RPC message as it was on the wire. */
export interface WireMessage {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A request with analytics events, without the headers that carry credentials. */
export interface AnalyticsLine {
  readonly at: number;
  readonly analytics: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** A request to the model: only the header that tells about the turn, exactly as it came. */
export interface ModelLine {
  readonly at: number;
  readonly turn_metadata: string;
}
