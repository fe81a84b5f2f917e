/** The item whose value has the most different members, as the reference pages show it; the first of several. */
export function fullest<T extends { readonly value: unknown }>(items: readonly T[]): T | undefined {
  let best: { readonly item: T; readonly members: number } | undefined;
  for (const item of items) {
    const members = membersOf(item.value, "", new Set()).size;
    if (best === undefined || members > best.members) best = { item, members };
  }
  return best?.item;
}

/** Paths of a value, with all items of a list on one path. */
function membersOf(value: unknown, path: string, paths: Set<string>): Set<string> {
  paths.add(path);
  if (Array.isArray(value)) for (const item of value) membersOf(item, `${path}[]`, paths);
  else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) membersOf(member, `${path}.${name}`, paths);
  }
  return paths;
}
