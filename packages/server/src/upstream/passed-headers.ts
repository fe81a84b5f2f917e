/** Header lines as they came: name, value, name, value. */
export type RawHeaders = readonly string[];

/** What belongs to one connection and not to the message (RFC 9110, 7.6.1); `expect` is answered here. */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
]);

/** Whether a header, in lower case, is about the connection that it came on. */
export function isOfConnection(name: string): boolean {
  return OF_CONNECTION.has(name);
}

export interface RequestHeadersOptions {
  /** The upstream's name and port. */
  readonly host: string;
  /** Whether the bearer is a token of this server, which is nobody else's business. */
  readonly ownBearer: boolean;
  /** Whether the request asks to go on with another protocol on the same connection. */
  readonly isUpgrade: boolean;
  readonly method: string;
}

/** Methods whose requests say the length of their body even when there is none. */
const WITH_LENGTH: ReadonlySet<string> = new Set(["PATCH", "POST", "PUT"]);

/** Headers of a request for the upstream: as they came, in their order and writing, but for those of the connection. */
export function requestHeaders(raw: RawHeaders, options: RequestHeadersOptions): string[] {
  const { host, ownBearer, isUpgrade, method } = options;
  const dropped = (name: string) =>
    name === "host" ||
    name === "content-length" ||
    (ownBearer && name === "authorization") ||
    name.startsWith("x-codex-contracts-");
  const passed = withoutConnection(raw, dropped);
  if (!isUpgrade) return ["Host", host, ...passed, ...framing(raw, method)];
  return ["Host", host, ...passed, "Connection", "Upgrade", "Upgrade", valuesOf(raw, "upgrade").join(", ")];
}

/** Where the body ends. Always said in our own words: two opinions about it would be a way to smuggle a request in. */
function framing(raw: RawHeaders, method: string): string[] {
  if (valuesOf(raw, "transfer-encoding").length > 0) return ["Transfer-Encoding", "chunked"];
  const [length] = valuesOf(raw, "content-length");
  if (length !== undefined) return ["Content-Length", length];
  return WITH_LENGTH.has(method) ? ["Content-Length", "0"] : [];
}

/** Headers of an answer for the client. */
export function answerHeaders(raw: RawHeaders): string[] {
  return withoutConnection(raw, () => false);
}

/** Every value of a header, in order. `name` is in lower case. */
export function valuesOf(raw: RawHeaders, name: string): string[] {
  return pairsOf(raw).flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : []));
}

function withoutConnection(raw: RawHeaders, dropped: (name: string) => boolean): string[] {
  const named = new Set(
    valuesOf(raw, "connection").flatMap((value) => value.split(",").map((name) => name.trim().toLowerCase())),
  );
  return pairsOf(raw).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    return isOfConnection(lower) || named.has(lower) || dropped(lower) ? [] : [name, value];
  });
}

function pairsOf(raw: RawHeaders): (readonly [name: string, value: string])[] {
  return Array.from({ length: raw.length >> 1 }, (_, i) => [raw[2 * i] ?? "", raw[2 * i + 1] ?? ""] as const);
}
