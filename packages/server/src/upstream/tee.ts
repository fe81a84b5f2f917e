import { isOfConnection } from "./passed-headers.js";

/** A request for events, as it came. */
export interface TeeRequest {
  /** Path and query, without a token of ours. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  /** Whether the bearer is a token of ours, which is nobody else's business. */
  readonly ownBearer: boolean;
}

export interface TeeOptions {
  readonly upstream: string;
  readonly fetch: typeof fetch;
  readonly onResult: (result: "sent" | "failed" | "dropped") => void;
  /** Requests under way at once; beyond it they are dropped, as a Codex drops what its backend does not take. */
  readonly maxUnderWay?: number;
  readonly timeoutMs?: number;
}

/** Sends requests for events on, beside answering them: nothing waits for it, and nothing is tried twice. */
export interface Tee {
  send(request: TeeRequest): void;
  /** Resolves once nothing is under way any more. */
  close(): Promise<void>;
}

const MAX_UNDER_WAY = 64;
const TIMEOUT_MS = 10_000;

/** What `fetch` writes by itself, and what only our server understands. */
const NOT_PASSED_ON = new Set(["host", "content-length", "trailer", "idempotency-key"]);

/** Sends on to the upstream below its base URL, as it came but for what belongs to this server or to the connection. */
export function createTee({ upstream, fetch, onResult, ...limits }: TeeOptions): Tee {
  const { maxUnderWay = MAX_UNDER_WAY, timeoutMs = TIMEOUT_MS } = limits;
  const base = upstream.replace(/\/+$/, "");
  const underWay = new Set<Promise<void>>();

  const post = async ({ path, headers, body, ownBearer }: TeeRequest) => {
    try {
      const answer = await fetch(base + path, {
        method: "POST",
        headers: passedOn(headers, ownBearer),
        body: new Uint8Array(body),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      onResult(answer.ok ? "sent" : "failed");
    } catch {
      onResult("failed");
    }
  };

  return {
    send(request) {
      if (underWay.size >= maxUnderWay) return onResult("dropped");
      const work: Promise<void> = post(request).finally(() => underWay.delete(work));
      underWay.add(work);
    },
    async close() {
      await Promise.all(underWay);
    },
  };
}

function passedOn(headers: TeeRequest["headers"], ownBearer: boolean): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || isOfConnection(name) || NOT_PASSED_ON.has(name)) continue;
    if (name.startsWith("x-codex-contracts-")) continue;
    if (ownBearer && name === "authorization") continue;
    for (const one of Array.isArray(value) ? value : [value]) result.append(name, one);
  }
  return result;
}
