/** Enough for any contract; a hostile input cannot make it grow further. */
const MAX_GROUPS = 2000;

export interface GroupCounter<G> {
  add(group: G): void;
  /** The most frequent first, then in the order of their keys. */
  groups(): readonly (G & { readonly count: number })[];
}

/** Counts equal groups, with a bound on how many different ones it tells apart. */
export function createGroupCounter<G extends object>(keyOf: (group: G) => string): GroupCounter<G> {
  const counts = new Map<string, { readonly group: G; count: number }>();
  return {
    add(group) {
      const key = keyOf(group);
      const known = counts.get(key);
      if (known !== undefined) known.count += 1;
      else if (counts.size < MAX_GROUPS) counts.set(key, { group, count: 1 });
    },
    groups: () =>
      [...counts]
        .sort(([a, { count: left }], [b, { count: right }]) => right - left || (a < b ? -1 : 1))
        .map(([, { group, count }]) => ({ ...group, count })),
  };
}

/** A pointer with its array indexes written `*`, so that places in different items count together. */
export function generalise(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, "/*");
}
