import { resolvePath } from "../path/absolute-path.js";

/**
 * A copy of an overlay of core whose relative paths are resolved against a base, everything else as it was: the
 * contract judges the copy. Without a base the value itself.
 */
export function withAbsolutePaths(value: unknown, base: string | undefined): unknown {
  if (base === undefined || !isObject(value) || !isObject(value["file_system"])) return value;
  const resolve = (path: unknown): unknown => (typeof path === "string" ? resolvePath(path, base) : path);
  const list = (paths: unknown): unknown => (Array.isArray(paths) ? paths.map(resolve) : paths);
  const { read, write, entries } = value["file_system"];
  return {
    ...value,
    file_system: {
      ...value["file_system"],
      ...(read === undefined ? {} : { read: list(read) }),
      ...(write === undefined ? {} : { write: list(write) }),
      ...(Array.isArray(entries)
        ? { entries: entries.map((entry) => withAbsolutePath(entry, resolve)) }
        : {}),
    },
  };
}

function withAbsolutePath(entry: unknown, resolve: (path: unknown) => unknown): unknown {
  if (!isObject(entry) || !isObject(entry["path"]) || entry["path"]["type"] !== "path") return entry;
  return { ...entry, path: { ...entry["path"], path: resolve(entry["path"]["path"]) } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
