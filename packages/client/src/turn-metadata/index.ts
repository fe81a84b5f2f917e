export { buildTurnMetadata, type TurnMetadataParts } from "./build-turn-metadata.js";
export { parseTurnMetadata } from "./parse-turn-metadata.js";
export {
  TURN_METADATA,
  turnMetadataClientMetadata,
  turnMetadataHeader,
  turnMetadataHeaders,
  turnMetadataMeta,
  turnMetadataText,
} from "./turn-metadata-header.js";
