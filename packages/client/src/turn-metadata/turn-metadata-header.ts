import type { TurnMetadata } from "@codex-contracts/protocol/turn-metadata";
import { OWN_KEYS } from "./build-turn-metadata.js";

/** Name of the header on requests to the model, and of the member that stands for it elsewhere (M7). */
export const TURN_METADATA = "x-codex-turn-metadata";

/** What a header value may hold: visible ASCII, spaces and tabs. */
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;

/** The metadata as value of the header; undefined when it is no legal one, and the header is left out (M7). */
export function turnMetadataHeader(metadata: TurnMetadata): string | undefined {
  const text = turnMetadataText(metadata);
  return HEADER_VALUE.test(text) ? text : undefined;
}

/** The metadata as JSON in the order of the wire (M1), whatever the order of its keys in memory. */
export function turnMetadataText(metadata: TurnMetadata): string {
  const own: ReadonlySet<string> = new Set(OWN_KEYS);
  const names = [...OWN_KEYS, ...Object.keys(metadata).filter((name) => !own.has(name))];
  const members = names
    .filter((name) => metadata[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(metadata[name])}`);
  return `{${members.join(",")}}`;
}

/** The metadata as headers of a request: one, or none when it is no legal header value (M7). */
export function turnMetadataHeaders(metadata: TurnMetadata): Readonly<Record<string, string>> {
  const value = turnMetadataHeader(metadata);
  return value === undefined ? {} : { [TURN_METADATA]: value };
}

/** The metadata as client metadata of a websocket message, as text (M7). */
export function turnMetadataClientMetadata(metadata: TurnMetadata): Readonly<Record<string, string>> {
  return turnMetadataHeaders(metadata);
}

/** The metadata as `_meta` of an MCP tool call, as object (M7). */
export function turnMetadataMeta(metadata: TurnMetadata): Readonly<Record<string, TurnMetadata>> {
  return { [TURN_METADATA]: metadata };
}
