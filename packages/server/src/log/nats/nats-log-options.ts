/** Where the shared log is and how it keeps its entries. */
export interface NatsLogOptions {
  /** Servers of the cluster, `host:port` each. */
  readonly servers: readonly string[];
  /** Whether the servers speak TLS. */
  readonly tls: boolean;
  /** User of the cluster; null for none. */
  readonly user: string | null;
  readonly password: string | null;
  /** Path of a credentials file as `nsc` writes it; null for none. */
  readonly credentials: string | null;
  /** Name of the stream. It is made when it is missing. */
  readonly stream: string;
  /** Subject that entries are published to. */
  readonly subject: string;
  /** Name of the durable consumer that all workers share. */
  readonly consumer: string;
  /** On how many servers each entry is kept: 1 to 5. */
  readonly replicas: number;
  /** Bytes that the stream may hold before it takes no more. */
  readonly maxBytes: number;
  /** Milliseconds after which an entry that a worker took and did not settle goes to another one. */
  readonly ackWaitMs: number;
  /** Milliseconds to wait at the start for servers that are still finding each other. */
  readonly openTimeoutMs: number;
  /** Milliseconds to try for an acknowledgement before an entry counts as not taken; Codex waits for ten seconds. */
  readonly publishTimeoutMs: number;
}

const DEFAULTS: NatsLogOptions = {
  servers: [],
  tls: false,
  user: null,
  password: null,
  credentials: null,
  stream: "CODEX_EVENTS",
  subject: "codex.events",
  consumer: "store",
  replicas: 3,
  maxBytes: 8 * 1024 ** 3,
  ackWaitMs: 30_000,
  openTimeoutMs: 20_000,
  publishTimeoutMs: 8_000,
};

/** What a URL may say behind `?`, by its name there. */
const PARAMETERS: Readonly<Record<string, (text: string) => Partial<NatsLogOptions>>> = {
  stream: (text) => ({ stream: name("stream", text) }),
  subject: (text) => ({ subject: subject(text) }),
  consumer: (text) => ({ consumer: name("consumer", text) }),
  credentials: (text) => ({ credentials: text }),
  replicas: (text) => ({ replicas: integer("replicas", text, 1, 5) }),
  max_bytes: (text) => ({ maxBytes: integer("max_bytes", text, 1024 ** 2, Number.MAX_SAFE_INTEGER) }),
  ack_wait_ms: (text) => ({ ackWaitMs: integer("ack_wait_ms", text, 100, 3_600_000) }),
  open_timeout_ms: (text) => ({ openTimeoutMs: integer("open_timeout_ms", text, 0, 600_000) }),
  publish_timeout_ms: (text) => ({ publishTimeoutMs: integer("publish_timeout_ms", text, 100, 600_000) }),
};

/** A URL of the log cannot be read; the message names the part and what it should be. */
export class NatsUrlError extends Error {
  override readonly name = "NatsUrlError";
}

/**
 * Reads `nats://[user:password@]host[:port][,host[:port]…][?replicas=3&stream=…]`; `tls://` for TLS.
 * @throws {NatsUrlError}
 */
export function parseNatsUrl(text: string): NatsLogOptions {
  const match =
    /^(?<scheme>nats|tls):\/\/(?:(?<account>[^@/?]*)@)?(?<hosts>[^/?#]*)\/?(?:\?(?<query>[^#]*))?$/.exec(
      text,
    );
  if (match?.groups === undefined)
    throw new NatsUrlError("the log is not nats://host:port[,host:port…][?option=value…]");
  const { scheme, account, hosts = "", query = "" } = match.groups;
  const servers = hosts.split(",").map(server);
  const [user, password] = (account ?? "").split(":").map(decodeURIComponent);
  let options: NatsLogOptions = {
    ...DEFAULTS,
    servers,
    tls: scheme === "tls",
    user: user || null,
    password: password ?? null,
  };
  for (const [key, value] of new URLSearchParams(query)) {
    const read = Object.hasOwn(PARAMETERS, key) ? PARAMETERS[key] : undefined;
    if (read === undefined)
      throw new NatsUrlError(
        `unknown option "${key}": expected one of ${Object.keys(PARAMETERS).join(", ")}`,
      );
    options = { ...options, ...read(value) };
  }
  return options;
}

function server(text: string): string {
  if (!/^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(text))
    throw new NatsUrlError("each server is host or host:port, with commas between them");
  return /:\d{1,5}$/.test(text) ? text : `${text}:4222`;
}

function name(what: string, text: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text))
    throw new NatsUrlError(`${what} is 1 to 64 letters, digits, "-" or "_"`);
  return text;
}

function subject(text: string): string {
  if (!/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/.test(text))
    throw new NatsUrlError('subject is words of letters, digits, "-" or "_" with dots between them');
  return text;
}

function integer(what: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new NatsUrlError(`${what} is a whole number from ${least} to ${most}`);
  return value;
}
