/** Puts generated parts between their markers: `<!-- generated NAME -->` and `<!-- end -->`. */
export function fillGuide(page: string, parts: Readonly<Record<string, string>>): string {
  return page.replace(
    /<!-- generated (\S+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) =>
      `<!-- generated ${name} -->\n${parts[name] ?? `there is no part ${name}`}\n<!-- end -->`,
  );
}

/** Where the guide lies. */
export const guideFile = new URL("../../../docs/guides/hooks.md", import.meta.url);
