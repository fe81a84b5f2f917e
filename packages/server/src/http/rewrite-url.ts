/** Where events are sent to, below any prefix. */
export const EVENTS_PATH = "/codex/analytics-events/events";

export interface RewrittenUrl {
  /** What is routed: without a token, and without what stands before the path for events. */
  readonly url: string;
  /** The token of `/t/TOKEN/…`; null when there is none. */
  readonly token: string | null;
  /** The URL without the token, for an upstream. */
  readonly rest: string;
}

const TOKEN_PATH = /^\/t\/([^/?]+)(?=[/?]|$)/;

/**
 * Takes a token out of the path, and routes every path that ends in the one for events to it: a Codex puts its own base
 * URL in front.
 */
export function rewriteUrl(url: string): RewrittenUrl {
  const [prefix, token] = url.startsWith("/t/") ? (TOKEN_PATH.exec(url) ?? []) : [];
  const rest = prefix === undefined ? url : url.slice(prefix.length).replace(/^(?!\/)/, "/");
  const mark = rest.indexOf("?");
  const path = mark < 0 ? rest : rest.slice(0, mark);
  return { url: path.endsWith(EVENTS_PATH) ? EVENTS_PATH : rest, token: token ?? null, rest };
}
