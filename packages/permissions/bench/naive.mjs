// @ts-check
/** The rules read for every path anew, with each pattern as a regular expression made once. */

/** @typedef {import("@codex-contracts/protocol/permissions").FileSystemSandboxEntry} Entry */

/** @type {Readonly<Record<string, number>>} */
const strength = { read: 1, write: 2, none: 3 };

/**
 * @param {readonly Entry[]} entries
 * @param {string} cwd
 * @returns {(path: string) => string}
 */
export function naiveAccess(entries, cwd) {
  const rules = entries.flatMap(({ path, access }) => {
    const place = placeOf(path, cwd);
    return place === undefined ? [] : [{ place, access, depth: place.split("/").filter(Boolean).length }];
  });
  const globs = entries.flatMap(({ path, access }) =>
    path.type === "glob_pattern" && access === "none" ? [toRegExp(path.pattern, cwd)] : [],
  );
  return (path) => {
    let best = { access: "none", depth: -1 };
    for (const rule of rules) {
      const reaches = rule.place === "/" || path === rule.place || path.startsWith(`${rule.place}/`);
      if (!reaches || rule.depth < best.depth) continue;
      const isStronger = (strength[rule.access] ?? 0) > (strength[best.access] ?? 0);
      if (rule.depth > best.depth || isStronger) best = rule;
    }
    return best.access !== "none" && globs.some((glob) => glob.test(path)) ? "none" : best.access;
  };
}

/**
 * @param {Entry["path"]} path
 * @param {string} cwd
 */
function placeOf(path, cwd) {
  if (path.type === "path") return path.path;
  if (path.type === "glob_pattern") return undefined;
  return { root: "/", current_working_directory: cwd, slash_tmp: "/tmp" }[String(path.value.kind)];
}

/**
 * @param {string} pattern
 * @param {string} cwd
 */
function toRegExp(pattern, cwd) {
  const source = (pattern.startsWith("/") ? pattern : `${cwd}/${pattern}`)
    .replace(/[.\\+]/g, "\\$&")
    .replaceAll("/**/", "\u0001")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]")
    .replace(/\{([^}]*)\}/g, (_, options) => `(?:${options.replaceAll(",", "|")})`)
    .replaceAll("\u0001", "(?:/|/.*/)");
  return new RegExp(`^${source}$`, "s");
}
