/** Where generated protocol code lives. */
export const PROTOCOL_GEN = "packages/protocol/src/gen";
export const AJV_FOLDER = "packages/protocol/ajv";
export const BUNDLED = "packages/protocol/schemas";
export const FIXTURES_GEN = "packages/fixtures/src/gen";
export const SERVER_GEN = "packages/server/src/gen";
export const REFERENCE = "docs/reference";

/** Folders that hold generated files and nothing else. */
export const GENERATED_FOLDERS: readonly string[] = [
  PROTOCOL_GEN,
  AJV_FOLDER,
  BUNDLED,
  FIXTURES_GEN,
  SERVER_GEN,
  REFERENCE,
];
