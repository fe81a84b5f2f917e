import { settingFor } from "../config.js";
import type { Found } from "../finding.js";
import { hasStyle, type NameStyle, styleOf } from "../name-style.js";
import type { LintSet } from "../rule.js";

/** Names that are not in the style of their file: the one that `lint.json` names, or the one that most names have. */
export function mixedNames({ documents, config }: LintSet): Found[] {
  return documents.flatMap(({ file, schemas }) => {
    const members = schemas.filter(({ role, name }) => role === "property" && name !== undefined);
    const usual = mostFrequent(members.map(({ name = "" }) => styleOf(name)));
    return members.flatMap(({ name = "", pointer }) => {
      const style = settingFor(config.names, `${file}#${pointer}`) ?? usual;
      if (style === undefined || hasStyle(name, style)) return [];
      const fix = "write it like the other names; where the wire has another style, lint.json says so";
      return [{ file, pointer, message: `"${name}" is not written in ${style}`, fix }];
    });
  });
}

/** The first of the most frequent styles; undefined when no name has one. */
export function mostFrequent(styles: readonly (NameStyle | undefined)[]): NameStyle | undefined {
  const counts = new Map<NameStyle, number>();
  for (const style of styles) if (style !== undefined) counts.set(style, (counts.get(style) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
