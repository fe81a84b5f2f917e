/** The emitters, in the order in which they run. */
export const EMITTER_NAMES = [
  "types",
  "validators",
  "ajv",
  "schemas",
  "catalogue",
  "privacy",
  "docs",
  "fixtures",
  "tables",
] as const;
export type EmitterName = (typeof EMITTER_NAMES)[number];

export function isEmitterName(name: string): name is EmitterName {
  return (EMITTER_NAMES as readonly string[]).includes(name);
}
