import { VersionedMap } from "./versioned-map.js";

/** How much a cache keeps. */
export interface CacheLimits {
  /** Most entries, at least 2. The half of it that was written last is always kept. */
  readonly entries: number;
  /** How long an entry is kept at least after it was last written, in ms; it goes before twice that. */
  readonly ageMs: number;
}

/** What a cache has let go because of its limits, since the beginning. */
export interface Evicted {
  readonly byCount: number;
  readonly byAge: number;
}

/**
 * A bounded persistent cache of two generations. Writing puts an entry into the young one; when that holds half
 * of the limit or has reached its age, it becomes the old one and what was old is let go. So no write ever
 * costs more than a few map operations, and what is in use stays.
 */
export interface Cache<K, V extends object> extends CacheCounts {
  readonly limits: CacheLimits;
  readonly young: VersionedMap<K, V>;
  readonly old: VersionedMap<K, V>;
  /** When the young generation began, Unix ms. */
  readonly since: number;
}

/** What can be counted of any cache. */
export interface CacheCounts {
  readonly young: { readonly size: number };
  readonly old: { readonly size: number };
  readonly evicted: Evicted;
}

const NOTHING_EVICTED: Evicted = { byCount: 0, byAge: 0 };

export function emptyCache<K, V extends object>(limits: CacheLimits): Cache<K, V> {
  return {
    limits,
    young: VersionedMap.empty(),
    old: VersionedMap.empty(),
    since: 0,
    evicted: NOTHING_EVICTED,
  };
}

export function sizeOf(cache: CacheCounts): number {
  return cache.young.size + cache.old.size;
}

export function getEntry<K, V extends object>(cache: Cache<K, V>, key: K): V | undefined {
  return cache.young.get(key) ?? (cache.old.size === 0 ? undefined : cache.old.get(key));
}

/** Writes an entry; `now` in Unix ms decides whether the generation has reached its age. */
export function setEntry<K, V extends object>(
  cache: Cache<K, V>,
  key: K,
  value: V,
  now: number,
): Cache<K, V> {
  const { limits, young, old, since, evicted } = rotate(cache, key, now);
  return {
    limits,
    young: young.set(key, value),
    old: old.size === 0 ? old : old.delete(key),
    since: young.size === 0 ? now : since,
    evicted,
  };
}

export function deleteEntry<K, V extends object>(cache: Cache<K, V>, key: K): Cache<K, V> {
  const young = cache.young.delete(key);
  const old = cache.old.size === 0 ? cache.old : cache.old.delete(key);
  if (young === cache.young && old === cache.old) return cache;
  return { limits: cache.limits, young, old, since: cache.since, evicted: cache.evicted };
}

/** Renews an entry that is in use, so that it outlives those that are not. Only the old generation needs it. */
export function touchEntry<K, V extends object>(cache: Cache<K, V>, key: K, now: number): Cache<K, V> {
  const value = cache.old.size === 0 ? undefined : cache.old.get(key);
  return value === undefined ? cache : setEntry(cache, key, value, now);
}

function rotate<K, V extends object>(cache: Cache<K, V>, key: K, now: number): Cache<K, V> {
  const { limits, young, old, since, evicted } = cache;
  if (young.size === 0) return cache;
  const tooOld = now - since >= limits.ageMs;
  if (!tooOld && (young.size < limits.entries >> 1 || young.get(key) !== undefined)) return cache;
  // The entry that is written now is renewed and not let go.
  const gone = old.size - (old.size > 0 && old.get(key) !== undefined ? 1 : 0);
  return {
    limits,
    young: VersionedMap.empty(),
    old: young,
    since: now,
    evicted:
      gone === 0
        ? evicted
        : tooOld
          ? { byCount: evicted.byCount, byAge: evicted.byAge + gone }
          : { byCount: evicted.byCount + gone, byAge: evicted.byAge },
  };
}
