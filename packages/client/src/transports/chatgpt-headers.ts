import type { HeaderValues } from "./header-values.js";

/** Base of the ChatGPT backend, where Codex sends its events (D1). */
export const chatGptBaseUrl = "https://chatgpt.com/backend-api";

/** A ChatGPT login, and who sends. */
export interface ChatGptHeaders {
  /** Left out with the header, as Codex does since 0.125 (D5). */
  readonly accessToken?: string;
  readonly accountId?: string;
  readonly originator: string;
  readonly userAgent: string;
  /** An account of a FedRAMP workspace. */
  readonly fedramp?: boolean;
  /** Data must stay in a region. */
  readonly residency?: "us";
}

/** The headers that Codex sends with its events (D3). */
export function chatGptHeaders(options: ChatGptHeaders): HeaderValues {
  const { accessToken, accountId, originator, userAgent, fedramp, residency } = options;
  return {
    ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    ...(accountId !== undefined && { "chatgpt-account-id": accountId }),
    "user-agent": userAgent,
    originator,
    ...(fedramp && { "x-openai-fedramp": "true" }),
    ...(residency !== undefined && { "x-openai-internal-codex-residency": residency }),
  };
}

/** What a user agent of Codex is made of. */
export interface CodexUserAgent {
  readonly originator: string;
  readonly version: string;
  readonly os: { readonly type: string; readonly version: string; readonly arch: string };
  /** Name of the terminal; `unknown` when there is none. */
  readonly terminal?: string;
  /** Known after initialize. */
  readonly client?: { readonly name: string; readonly version: string };
}

/** `<originator>/<version> (<os> <os version>; <arch>) <terminal>`, then ` (<client>; <version>)` (D4). */
export function codexUserAgent({ originator, version, os, terminal, client }: CodexUserAgent): string {
  const suffix = client === undefined ? "" : ` (${client.name}; ${client.version})`;
  return `${originator}/${version} (${os.type} ${os.version}; ${os.arch}) ${terminal ?? "unknown"}${suffix}`;
}
