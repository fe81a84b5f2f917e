/** A map that lets its oldest entry go when it holds too many. */
export function boundedMap<Key, Value>(limit: number): Map<Key, Value> {
  const map = new Map<Key, Value>();
  const set = map.set.bind(map);
  map.set = (key, value) => {
    if (map.size >= limit && !map.has(key))
      for (const oldest of map.keys()) {
        map.delete(oldest);
        break;
      }
    return set(key, value);
  };
  return map;
}
