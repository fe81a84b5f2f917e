import { headers, type MsgHdrs } from "@nats-io/transport-node";
import type { LogEntry, ReceiptMeta } from "../log.js";

const RECEIVED_AT = "Codex-Received-At";
const RECEIPT = "Codex-Receipt";
const KEY = "Nats-Msg-Id";

const NOTHING: ReceiptMeta = { token: null, user_agent: null, originator: null, event_keys: null };

/** What an entry carries beside its body, as headers of the message. */
export function headersOf({ key, receivedAt, meta }: LogEntry): MsgHdrs {
  const found = headers();
  // The stream itself notices a key that comes again within its window.
  found.append(KEY, key);
  found.append(RECEIVED_AT, String(receivedAt));
  found.append(RECEIPT, asciiJson(meta));
  return found;
}

/** Reads the headers again; a message that somebody else published has a key from its place and no meta. */
export function readHeaders(
  found: MsgHdrs | undefined,
  otherwise: { readonly key: string; readonly receivedAt: number },
): Pick<LogEntry, "key" | "receivedAt" | "meta"> {
  const receivedAt = Number(found?.get(RECEIVED_AT) || Number.NaN);
  return {
    key: found?.get(KEY) || otherwise.key,
    receivedAt: Number.isSafeInteger(receivedAt) ? receivedAt : otherwise.receivedAt,
    meta: readMeta(found?.get(RECEIPT) ?? ""),
  };
}

/** Header values are bytes of one line: everything outside ASCII is escaped. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function readMeta(text: string): ReceiptMeta {
  if (text === "") return NOTHING;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null) return NOTHING;
    const member = (name: keyof ReceiptMeta): string | null => {
      const value: unknown = (found as Readonly<Record<string, unknown>>)[name];
      return typeof value === "string" ? value : null;
    };
    return {
      token: member("token"),
      user_agent: member("user_agent"),
      originator: member("originator"),
      event_keys: member("event_keys"),
    };
  } catch {
    return NOTHING;
  }
}
