/** Gates that hold an answer until the test opens them. */
export interface Gates {
  /** Waits at a gate until it is opened. */
  wait(name: string): Promise<void>;
  /** Resolves once somebody waits at the gate. */
  reached(name: string): Promise<void>;
  /** Lets those through who wait at the gate. */
  open(name: string): void;
}

export function makeGates(): Gates {
  const waiting = new Map<string, (() => void)[]>();
  const watchers = new Map<string, (() => void)[]>();
  const push = (map: Map<string, (() => void)[]>, name: string, go: () => void) =>
    map.set(name, [...(map.get(name) ?? []), go]);
  const release = (map: Map<string, (() => void)[]>, name: string) => {
    for (const go of map.get(name) ?? []) go();
    map.delete(name);
  };
  return {
    wait: (name) =>
      new Promise((resolve) => {
        push(waiting, name, resolve);
        release(watchers, name);
      }),
    reached: (name) =>
      waiting.has(name) ? Promise.resolve() : new Promise((resolve) => push(watchers, name, resolve)),
    open: (name) => release(waiting, name),
  };
}
