// @ts-check

/**
 * The entries behind the typed wildcards of an `exports` map: `./hooks/*` stands for one entry a packed file.
 * @param {Record<string, null | string | { types?: string, default?: string }>} exports
 * @param {readonly string[]} paths the packed files
 * @returns {string[]}
 */
export function wildcardEntries(exports, paths) {
  const closed = Object.keys(exports).filter((key) => exports[key] === null);
  return Object.entries(exports).flatMap(([key, target]) => {
    if (target === null || typeof target === "string") return [];
    if (!key.includes("*") || target.types === undefined || target.default === undefined) return [];
    const file = matcher(target.default);
    const names = paths
      .flatMap((path) => file.exec(`./${path}`)?.[1] ?? [])
      .map((name) => key.replace("*", name));
    return names.filter((name) => !closed.some((each) => matcher(each).test(name)));
  });
}

/** @param {string} pattern */
function matcher(pattern) {
  const [before = "", after] = pattern.split("*").map((text) => text.replace(/[.\\/^$+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${before}${after === undefined ? "" : `(.+)${after}`}$`);
}
