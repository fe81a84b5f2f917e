import type { ConnectionId, RequestId } from "@codex-contracts/protocol/facts";
import { deleteEntry, getEntry } from "../caches/cache.js";
import type { PendingRequest, State } from "../state.js";

/** Key of a request: ids are told apart by type and text, and no two pairs share a key. */
export function requestKey(connection: ConnectionId, request: RequestId): string {
  const head = typeof connection === "number" ? `${connection}#` : `${connection.length}$${connection}`;
  return head + (typeof request === "number" ? `#${request}` : `$${request}`);
}

/** Takes a pending request out of the state. */
export function takeRequest(
  state: State,
  connection: ConnectionId,
  request: RequestId,
): { readonly state: State; readonly request: PendingRequest } | undefined {
  const key = requestKey(connection, request);
  const pending = getEntry(state.requests, key);
  if (pending === undefined) return undefined;
  return { request: pending, state: { ...state, requests: deleteEntry(state.requests, key) } };
}
