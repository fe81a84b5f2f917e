import type { FileSystemView } from "@codex-contracts/permissions";

export interface FakeFiles {
  readonly directories?: readonly string[];
  /** Texts by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Targets by path; a link may stand for a directory. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A file system of nothing but the given paths and `/tmp`. */
export function fakeFileSystem({ directories = [], files = {}, links = {} }: FakeFiles = {}): FileSystemView {
  const known = new Set(["/", "/tmp", ...directories]);
  const real = (path: string): string => {
    const link = Object.keys(links).find((name) => path === name || path.startsWith(`${name}/`));
    return link === undefined ? path : `${links[link]}${path.slice(link.length)}`;
  };
  const kindOf = (path: string): "file" | "directory" | undefined => {
    const target = real(path);
    if (known.has(target)) return "directory";
    return target in files ? "file" : undefined;
  };
  return {
    kindOf,
    readText: (path) => files[real(path)],
    realpath: (path) => (kindOf(path) === undefined ? undefined : real(path)),
  };
}
