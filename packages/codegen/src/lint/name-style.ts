/** The ways to write a name of several words. */
export const NAME_STYLES = ["snake_case", "camelCase", "PascalCase", "kebab-case", "UPPER_CASE"] as const;
export type NameStyle = (typeof NAME_STYLES)[number];

const STYLES: Readonly<Record<NameStyle, RegExp>> = {
  snake_case: /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/,
  camelCase: /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*$/,
  PascalCase: /^(?=.*[a-z])(?:[A-Z][a-z0-9]*)+$/,
  UPPER_CASE: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/,
  "kebab-case": /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
};

/** Whether a name is written in a style; one lower-case word is written in three of them. */
export function hasStyle(name: string, style: NameStyle): boolean {
  return STYLES[style].test(name);
}

/** The one style of a name of several words; undefined for a single word and for what has no style. */
export function styleOf(name: string): NameStyle | undefined {
  const fitting = NAME_STYLES.filter((style) => hasStyle(name, style));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The words of a name in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}
