const hooks = new Set<() => void>();

/** Runs something synchronous when the process exits, until it is taken back. One listener serves all. */
export function onProcessExit(run: () => void): () => void {
  if (hooks.size === 0) process.on("exit", runHooks);
  hooks.add(run);
  return () => {
    hooks.delete(run);
    if (hooks.size === 0) process.off("exit", runHooks);
  };
}

function runHooks(): void {
  for (const run of hooks) run();
}
