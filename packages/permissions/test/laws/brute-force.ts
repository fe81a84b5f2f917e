import {
  type AccessMode,
  type Entry,
  type EntryPath,
  isAtOrBelow,
  type PathContext,
  type Profile,
  resolvePath,
} from "@codex-contracts/permissions";

/** The rules read out loud: every entry is looked at for every path, and the strongest of the deepest wins. */
export function bruteForceAccess(profile: Profile, path: string, context: PathContext): AccessMode {
  if (profile.type !== "managed" || profile.fileSystem.type === "unrestricted") return "write";
  const { entries } = profile.fileSystem;
  let decided: { readonly depth: number; readonly access: AccessMode } | undefined;
  for (const { path: at, access } of entries) {
    const place = placeOf(at, context);
    if (place === undefined || !isAtOrBelow(path, place)) continue;
    const depth = place.split("/").filter((name) => name !== "").length;
    const wins =
      decided === undefined ||
      depth > decided.depth ||
      (depth === decided.depth && strength.indexOf(access) > strength.indexOf(decided.access));
    if (wins) decided = { depth, access };
  }
  if (decided === undefined || decided.access === "none" || isDeniedByGlob(entries, path, context))
    return "none";
  return decided.access;
}

const strength: readonly AccessMode[] = ["read", "write", "none"];

function placeOf(at: EntryPath, { cwd, tmpdir, fileSystem }: PathContext): string | undefined {
  if (at.type === "path") return at.path;
  if (at.type === "glob_pattern") return undefined;
  const { value } = at;
  if (value.kind === "root") return "/";
  if (value.kind === "current_working_directory") return cwd;
  if (value.kind === "project_roots") return resolvePath(value.subpath ?? ".", cwd);
  if (value.kind === "tmpdir") return tmpdir === "" ? undefined : tmpdir;
  return value.kind === "slash_tmp" && (fileSystem?.kindOf("/tmp") ?? "directory") === "directory"
    ? "/tmp"
    : undefined;
}

function isDeniedByGlob(entries: readonly Entry[], path: string, { cwd }: PathContext): boolean {
  return entries.some(
    ({ path: at, access }) =>
      at.type === "glob_pattern" &&
      access === "none" &&
      bruteForceGlob(resolvePath(at.pattern, cwd)).test(path),
  );
}

/** The patterns of the tests as regular expressions. */
export function bruteForceGlob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.\\]/g, "\\$&")
    .replaceAll("/**/", "\u0001")
    .replace(/\/\*\*$/, "\u0002")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]")
    .replace(/\{(\w),(\w)\}/g, "(?:$1|$2)")
    .replaceAll("\u0001", "(?:/|/.*/)")
    .replaceAll("\u0002", "/.*");
  return new RegExp(`^${source}$`, "s");
}
