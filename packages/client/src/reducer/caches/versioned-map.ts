/**
 * A persistent map: `set` and `delete` return a new version and every older version stays what it was.
 *
 * The newest version owns a native `Map`, so it costs what that costs; each older one holds only what to undo
 * (Baker's rerooting). Reading an older version moves the map there, which costs one step for every change
 * between the two, and the version left behind then holds what to redo. A version that nobody refers to is
 * garbage; the newest keeps no older one alive.
 */
export class VersionedMap<K, V extends object> {
  /** Number of entries of this version. */
  readonly size: number;
  private map: Map<K, V> | undefined;
  // Where this version does not own the map: the neighbour nearer to the owner, and the one entry that differs from it.
  private nearer: VersionedMap<K, V> | undefined;
  private key: K | undefined;
  private value: V | undefined;

  private constructor(map: Map<K, V>, size: number) {
    this.size = size;
    this.map = map;
    this.nearer = undefined;
    this.key = undefined;
    this.value = undefined;
  }

  static empty<K, V extends object>(): VersionedMap<K, V> {
    return new VersionedMap<K, V>(new Map(), 0);
  }

  get(key: K): V | undefined {
    return this.own().get(key);
  }

  set(key: K, value: V): VersionedMap<K, V> {
    const map = this.own();
    const before = map.get(key);
    map.set(key, value);
    return this.handOver(map, key, before);
  }

  delete(key: K): VersionedMap<K, V> {
    const map = this.own();
    const before = map.get(key);
    if (before === undefined) return this;
    map.delete(key);
    return this.handOver(map, key, before);
  }

  private handOver(map: Map<K, V>, key: K, before: V | undefined): VersionedMap<K, V> {
    const next = new VersionedMap<K, V>(map, map.size);
    this.differFrom(next, key, before);
    return next;
  }

  private differFrom(nearer: VersionedMap<K, V>, key: K, value: V | undefined): void {
    this.map = undefined;
    this.nearer = nearer;
    this.key = key;
    this.value = value;
  }

  private own(): Map<K, V> {
    return this.map ?? this.reroot();
  }

  /** Walks to the owner and brings the map back, turning each difference on the way round. */
  private reroot(): Map<K, V> {
    const path: VersionedMap<K, V>[] = [];
    let owner: VersionedMap<K, V> = this;
    while (owner.nearer !== undefined) {
      path.push(owner);
      owner = owner.nearer;
    }
    // What has no nearer neighbour owns the map.
    const map = owner.map as Map<K, V>;
    for (let i = path.length - 1; i >= 0; i--) {
      const next = path[i] as VersionedMap<K, V>;
      // A version off the path to the owner always names the key in which it differs.
      const key = next.key as K;
      owner.differFrom(next, key, map.get(key));
      if (next.value === undefined) map.delete(key);
      else map.set(key, next.value);
      next.map = map;
      next.nearer = undefined;
      next.key = undefined;
      next.value = undefined;
      owner = next;
    }
    return map;
  }
}
