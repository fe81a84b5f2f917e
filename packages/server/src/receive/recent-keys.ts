/** Remembers the latest keys in bounded memory. */
export interface RecentKeys {
  has(key: string): boolean;
  add(key: string): void;
}

/** Remembers at least the latest `size` keys and at most twice as many: two generations, the older one is dropped whole. */
export function createRecentKeys(size: number): RecentKeys {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has: (key) => young.has(key) || old.has(key),
    add(key) {
      young.add(key);
      if (young.size < size) return;
      old = young;
      young = new Set();
    },
  };
}
