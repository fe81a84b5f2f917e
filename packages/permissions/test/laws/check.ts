import * as fc from "fast-check";

/** Checks a law; a failure prints the seed that repeats it. */
export function check<Ts extends [unknown, ...unknown[]]>(law: fc.IProperty<Ts>, numRuns = 2000): void {
  // biome-ignore lint/nursery/noFloatingPromises: a law that is not asynchronous is checked at once
  fc.assert(law, { numRuns });
}

/** A law that fails by throwing; what the function returns does not matter. */
export function law<Ts extends [unknown, ...unknown[]]>(
  ...parts: [...arbitraries: { [K in keyof Ts]: fc.Arbitrary<Ts[K]> }, holds: (...values: Ts) => unknown]
): fc.IProperty<Ts> {
  // The last part is the function and those before are the arbitraries, by the type.
  const arbitraries = parts.slice(0, -1) as { [K in keyof Ts]: fc.Arbitrary<Ts[K]> };
  const holds = parts.at(-1) as (...values: Ts) => unknown;
  return fc.property<Ts>(...arbitraries, (...values: Ts) => {
    holds(...values);
  }) as fc.IProperty<Ts>;
}
