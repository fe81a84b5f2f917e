import type { AppServerClient } from "@codex-contracts/protocol/analytics";

/** How a client is attached. */
export type Attachment = "stdio" | "in-process" | "websocket" | "unix-socket" | "remote-control";

const WORDS: { readonly [A in Attachment]: AppServerClient["rpc_transport"] } = {
  stdio: "stdio",
  "in-process": "in_process",
  websocket: "websocket",
  "unix-socket": "websocket",
  "remote-control": "websocket",
};

/** The word of events for how a client is attached (P15). */
export function transportWord(attachment: Attachment): AppServerClient["rpc_transport"] {
  return WORDS[attachment];
}
