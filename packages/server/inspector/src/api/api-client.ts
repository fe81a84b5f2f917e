import type { ErrorAnswer } from "../../../src/api/wire.js";

/** An answer that is no success, or none at all (status 0). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly hint: string | undefined;

  constructor(status: number, { error, hint }: ErrorAnswer) {
    super(error);
    this.status = status;
    this.hint = hint;
  }
}

export interface ApiClient {
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  /** Replay and drop: with the header that no other page can send. */
  send<Answer>(method: "POST" | "DELETE", path: string): Promise<Answer>;
  /** The response as it is, for the stream of live events. */
  open(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>;
}

export interface ApiClientOptions {
  readonly fetch: typeof fetch;
  /** Address of the page: the API lies beside it, also below a prefix. */
  readonly base: string;
  /** The token to send; null without. */
  readonly token: () => string | null;
  /** Called when the server wants a token, or another one. */
  readonly onUnauthorized: () => void;
}

export function createApiClient({ fetch, base, token, onUnauthorized }: ApiClientOptions): ApiClient {
  async function request(path: string, init: RequestInit): Promise<Response> {
    const sent = token();
    const headers = { ...headersOf(init), ...(sent === null ? {} : { authorization: `Bearer ${sent}` }) };
    const response = await fetch(new URL(path, base), { ...init, headers, cache: "no-store" }).catch(
      (error: unknown) => {
        if (init.signal?.aborted) throw error;
        throw new ApiError(0, {
          error: "the server does not answer",
          hint: "see whether it still runs; the page tries again by itself",
        });
      },
    );
    if (response.ok) return response;
    if (response.status === 401) onUnauthorized();
    throw new ApiError(response.status, await errorOf(response));
  }

  // The answers come from the server that this page was built with: wire.ts describes both sides.
  const json = async <Answer>(response: Response) => (await response.json()) as Answer;

  return {
    async get(path, signal) {
      return json(await request(path, signal === undefined ? {} : { signal }));
    },
    async send(method, path) {
      return json(await request(path, { method, headers: { "x-codex-contracts-request": "inspector" } }));
    },
    open: (path, headers, signal) => request(path, { headers, signal }),
  };
}

function headersOf({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}

async function errorOf(response: Response): Promise<ErrorAnswer> {
  const body: unknown = await response.json().catch(() => undefined);
  const text = (name: string) => {
    const value = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const error = text("error") ?? text("message") ?? `the server answered ${response.status}`;
  const hint = text("hint");
  return hint === undefined ? { error } : { error, hint };
}
