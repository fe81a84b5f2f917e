/** Whether a path is absolute on the platform that this package describes: POSIX. */
export function isAbsolutePath(path: string): boolean {
  return path.charCodeAt(0) === SLASH;
}

/**
 * Tidies an absolute path by its text alone, as Codex does when it decodes one: `/a/../b/./c//d/` becomes
 * `/b/c/d`; `..` at the root stays at the root. Nothing is looked up on disk.
 * Source: observed, Codex 0.125.0.
 */
export function normalizePath(path: string): string {
  if (isNormalPath(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

/** Resolves a path against an absolute base, and tidies it. An absolute path ignores the base. */
export function resolvePath(path: string, base: string): string {
  return normalizePath(isAbsolutePath(path) ? path : `${base}/${path}`);
}

/** Whether a tidied path is another one or lies below it. `/a/bc` is not below `/a/b`. */
export function isAtOrBelow(path: string, root: string): boolean {
  if (root === "/") return true;
  return path.startsWith(root) && (path.length === root.length || path.charCodeAt(root.length) === SLASH);
}

/** The names that a tidied path is made of. */
export function pathSegments(path: string): readonly string[] {
  return path === "/" ? [] : path.slice(1).split("/");
}

/** The directory that holds a tidied path; the root holds itself. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** A name below a tidied path. */
export function joinPath(root: string, name: string): string {
  return root === "/" ? `/${name}` : `${root}/${name}`;
}

const SLASH = 0x2f;

/** Whether tidying would change nothing. Every lookup asks, and most paths have none of what would have to go. */
export function isNormalPath(path: string): boolean {
  if (path.charCodeAt(0) !== SLASH) return false;
  if (path.length === 1) return true;
  if (path.charCodeAt(path.length - 1) === SLASH || path.includes("//")) return false;
  return !path.includes("/.") || !/\/\.\.?(?:\/|$)/.test(path);
}
