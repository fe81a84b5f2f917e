import type { RemoteError } from "./app-server-error.js";

/** Codex numbers its requests; the dialect allows text too. */
export type RequestId = number | string;

/** A message of the server, by what it is. The dialect has no `jsonrpc` member. */
export type Message =
  | { readonly kind: "request"; readonly id: RequestId; readonly method: string; readonly params: unknown }
  | { readonly kind: "notification"; readonly method: string; readonly params: unknown }
  | { readonly kind: "result"; readonly id: RequestId; readonly result: unknown }
  | { readonly kind: "error"; readonly id: RequestId | null; readonly error: RemoteError };

/** Reads one line as a message; undefined when it is none. */
export function readMessage(text: string): Message | undefined {
  const value = parseJson(text);
  if (!isRecord(value)) return undefined;
  const { id, method } = value;
  if (typeof method === "string") {
    const params = value["params"];
    if (id === undefined) return { kind: "notification", method, params };
    return isRequestId(id) ? { kind: "request", id, method, params } : undefined;
  }
  if (method !== undefined) return undefined;
  const error = value["error"];
  if (isRemoteError(error)) return isRequestId(id) || id === null ? { kind: "error", id, error } : undefined;
  return isRequestId(id) && "result" in value ? { kind: "result", id, result: value["result"] } : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isRequestId(value: unknown): value is RequestId {
  return typeof value === "number" || typeof value === "string";
}

function isRemoteError(value: unknown): value is RemoteError {
  return isRecord(value) && typeof value["code"] === "number" && typeof value["message"] === "string";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
