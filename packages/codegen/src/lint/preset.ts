/** Which schemas a rule is for: contracts of this dialect, or any JSON Schemas. */
export const PRESETS = ["contracts", "portable"] as const;
export type Preset = (typeof PRESETS)[number];
