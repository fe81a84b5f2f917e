import { AppServerError, forRequest } from "./app-server-error.js";
import type { RequestId } from "./message.js";

export interface WaitOptions {
  /** Milliseconds to wait for the answer; Infinity for no limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type Outcome = { readonly result: unknown } | { readonly error: AppServerError };

interface Pending {
  readonly method: string;
  readonly settle: (outcome: Outcome) => void;
}

/** setTimeout takes no longer delay: about 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The requests that wait for an answer. Each is settled exactly once: by its answer, its timeout, its signal or the end. */
export class PendingRequests {
  readonly #pending = new Map<RequestId, Pending>();
  #lastId = 0;

  /** Takes the next id and waits for its answer; `send` runs at once, and what it throws is what the caller gets. */
  async wait(method: string, options: WaitOptions, send: (id: number) => void): Promise<unknown> {
    if (options.signal?.aborted) throw aborted(method, options.signal);
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = this.#open(id, method, options);
    try {
      send(id);
    } catch (error) {
      this.#take(id)?.settle({ result: undefined });
      throw error;
    }
    const outcome = await answer;
    if ("error" in outcome) throw outcome.error;
    return outcome.result;
  }

  /** Hands an answer to its request. `late`: that request was given up; `unknown`: it was never sent. */
  settle(id: RequestId | null, outcome: (method: string) => Outcome): "settled" | "late" | "unknown" {
    const found = id === null ? undefined : this.#take(id);
    if (found === undefined)
      return typeof id === "number" && id > 0 && id <= this.#lastId ? "late" : "unknown";
    found.settle(outcome(found.method));
    return "settled";
  }

  failAll(error: AppServerError): void {
    for (const id of [...this.#pending.keys()])
      this.settle(id, (method) => ({ error: forRequest(error, method) }));
  }

  /** Resolves in every case, so that an answer that nobody waits for any more is no unhandled rejection. */
  #open(id: number, method: string, { timeoutMs, signal }: WaitOptions): Promise<Outcome> {
    return new Promise((resolve) => {
      const give = (error: AppServerError) => this.#take(id)?.settle({ error });
      const onAbort = () => give(aborted(method, signal));
      const timer =
        timeoutMs > LONGEST_TIMER_MS
          ? undefined
          : setTimeout(() => give(new AppServerError("TIMEOUT", { method })), timeoutMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      const settle = (outcome: Outcome) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        resolve(outcome);
      };
      this.#pending.set(id, { method, settle });
    });
  }

  #take(id: RequestId): Pending | undefined {
    const found = this.#pending.get(id);
    this.#pending.delete(id);
    return found;
  }
}

function aborted(method: string, signal: AbortSignal | undefined): AppServerError {
  return new AppServerError("ABORTED", { method, cause: signal?.reason });
}
