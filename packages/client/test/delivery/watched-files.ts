import { nodeSpoolFiles, type SpoolFiles } from "../../src/index.js";

/** The disk, watched: how much it is doing, and what fails on purpose. */
export interface WatchedFiles {
  readonly files: SpoolFiles;
  /** Calls that have not come back. */
  pending: number;
  /** Names of all calls so far. */
  readonly calls: string[];
  /** Error for a call, if it is to fail. */
  fail: (name: string, path: unknown) => Error | undefined;
}

export function watchedFiles(): WatchedFiles {
  const { promises, ...rest } = nodeSpoolFiles;
  const watched = { pending: 0, calls: [] as string[], fail: () => undefined } as Omit<WatchedFiles, "files">;
  const check = (name: string, path: unknown): void => {
    watched.calls.push(name);
    const error = watched.fail(name, path);
    if (error !== undefined) throw error;
  };
  const asynchronous = new Proxy(promises, {
    get:
      (target, name: keyof SpoolFiles["promises"]) =>
      async (...args: unknown[]) => {
        check(name, args[0]);
        watched.pending += 1;
        try {
          // The arguments are those of the method that is called.
          return await (target[name] as (...args: unknown[]) => Promise<unknown>)(...args);
        } finally {
          watched.pending -= 1;
        }
      },
  });
  const synchronous = new Proxy(rest, {
    get:
      (_, name: string) =>
      (...args: unknown[]) => {
        check(name, args[0]);
        // As above.
        return (nodeSpoolFiles as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(
          ...args,
        );
      },
  });
  // Everything but `promises` comes from the second.
  const files = new Proxy(synchronous, {
    get: (target, name, self) => (name === "promises" ? asynchronous : Reflect.get(target, name, self)),
  }) as unknown as SpoolFiles;
  return Object.assign(watched, { files });
}

/** What a full disk says. */
export function diskFull(): Error {
  return Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
}
