import type { Entry, EntryPath, PermissionsShape, Profile } from "@codex-contracts/permissions";

/** Names entries, which the library gives as pointers from the restricted file system: `/entries/2`. */
export interface EntryWords {
  /** Where the entry stands in the input; empty when the input has no such entry, as a policy has none. */
  place(pointer: string): string;
  /** What the entry says of its place: `root`, `project_roots/docs`, `pattern **`. */
  spelling(pointer: string): string;
}

/** The words for the entries of a profile that was read from an input of a shape. */
export function entryWords(profile: Profile, shape: PermissionsShape): EntryWords {
  const parent = parentOf[shape];
  return {
    place: (pointer) => (parent === undefined ? "" : `${parent}${pointer}`),
    spelling: (pointer) => {
      const entry = entryAt(profile, pointer);
      return entry === undefined ? "" : spelled(entry.path);
    },
  };
}

/** A profile without a tag may list its places in another way, and a policy has none. */
const parentOf: Readonly<Partial<Record<PermissionsShape, string>>> = {
  v2: "/fileSystem",
  core: "/file_system",
};

function entryAt(profile: Profile, pointer: string): Entry | undefined {
  if (profile.type !== "managed" || profile.fileSystem.type !== "restricted") return undefined;
  return profile.fileSystem.entries[Number(pointer.slice(pointer.lastIndexOf("/") + 1))];
}

function spelled(path: EntryPath): string {
  if (path.type === "path") return `path ${path.path}`;
  if (path.type === "glob_pattern") return `pattern ${path.pattern}`;
  const { value } = path;
  if (value.kind === "unknown")
    return [value.path, value.subpath].filter((part) => part !== undefined).join("/");
  return value.kind === "project_roots" && value.subpath !== undefined
    ? `project_roots/${value.subpath}`
    : value.kind;
}
