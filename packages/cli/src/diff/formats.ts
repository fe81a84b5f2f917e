/** How `diff` prints what it found. */
export const FORMATS = ["table", "json", "markdown", "github", "sarif", "changelog"] as const;
export type Format = (typeof FORMATS)[number];
