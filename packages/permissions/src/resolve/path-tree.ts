/**
 * A place in a tree of paths. A node spans every name that no other place splits, so a tree has at most two nodes
 * for each path put in, however long the paths are.
 */
export interface PathNode<V> {
  readonly path: string;
  /** The names from the parent to here: `b/c` below `/a` for `/a/b/c`. */
  readonly label: string;
  /** Undefined where paths only fork. */
  value: V | undefined;
  /** By their first name. */
  readonly children: Map<string, PathNode<V>>;
  /** By the hash of their first name; null where two names share one, and the name itself has to be looked up. */
  readonly byHash: Map<number, PathNode<V> | null>;
}

/** An empty tree. */
export function newPathTree<V>(): PathNode<V> {
  return newNode("/", "");
}

/** The node of a tidied absolute path, made where it is missing. */
export function nodeAt<V>(root: PathNode<V>, path: string): PathNode<V> {
  let node = root;
  let start = 1;
  while (start < path.length) {
    const name = path.slice(start, nameEnd(path, start));
    const child = node.children.get(name);
    if (child === undefined) {
      const added = newNode<V>(path, path.slice(start));
      setChild(node, name, added);
      return added;
    }
    const shared = sharedNames(child.label, path, start);
    const next = shared === child.label.length ? child : split(node, name, child, shared);
    node = next;
    start += shared + 1;
  }
  return node;
}

/** The next node on the way to a path, or undefined where no more nodes lead there. `start` follows the slash. */
export function childToward<V>(node: PathNode<V>, path: string, start: number): PathNode<V> | undefined {
  return node.children.size === 0 ? undefined : childByHash(node, hashOfName(path, start), path, start);
}

/** {@link childToward} for a caller that has the hash of the next name, so that no text is made of the name. */
export function childByHash<V>(
  node: PathNode<V>,
  hash: number,
  path: string,
  start: number,
): PathNode<V> | undefined {
  const found = node.byHash.get(hash);
  const child = found === null ? node.children.get(path.slice(start, nameEnd(path, start))) : found;
  if (child === undefined) return undefined;
  const end = start + child.label.length;
  const endsHere = end === path.length || path.charCodeAt(end) === SLASH;
  return endsHere && path.startsWith(child.label, start) ? child : undefined;
}

/** The hash of a name, one UTF-16 unit after the other, from 0. */
export function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** Every node below and with a node, parents first, names in their order. */
export function* nodesOf<V>(node: PathNode<V>): Generator<PathNode<V>> {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const children = [...next.children.values()].sort((a, b) => (a.path < b.path ? 1 : -1));
    for (const child of children) pending.push(child);
  }
}

const SLASH = 0x2f;

function newNode<V>(path: string, label: string): PathNode<V> {
  return { path, label, value: undefined, children: new Map(), byHash: new Map() };
}

function setChild<V>(node: PathNode<V>, name: string, child: PathNode<V>): void {
  const hash = hashOfName(name, 0);
  const isShared = !node.children.has(name) && node.byHash.has(hash);
  node.children.set(name, child);
  node.byHash.set(hash, isShared || node.byHash.get(hash) === null ? null : child);
}

function hashOfName(path: string, start: number): number {
  let hash = 0;
  for (let index = start; index < path.length; index++) {
    const code = path.charCodeAt(index);
    if (code === SLASH) break;
    hash = nextHash(hash, code);
  }
  return hash;
}

function nameEnd(path: string, start: number): number {
  const slash = path.indexOf("/", start);
  return slash === -1 ? path.length : slash;
}

/** How much of a label a path follows, in whole names; the first name is known to be shared. */
function sharedNames(label: string, path: string, start: number): number {
  let shared = 0;
  for (let index = 0; ; index++) {
    const [ofLabel, ofPath] = [label.charCodeAt(index), path.charCodeAt(start + index)];
    const labelEnds = index === label.length || ofLabel === SLASH;
    const pathEnds = start + index === path.length || ofPath === SLASH;
    if (labelEnds && pathEnds) shared = index;
    if (index === label.length || start + index === path.length || ofLabel !== ofPath) return shared;
  }
}

/** Puts a node between a parent and its child, where a shorter path ends or another one forks off. */
function split<V>(parent: PathNode<V>, name: string, child: PathNode<V>, shared: number): PathNode<V> {
  const label = child.label.slice(0, shared);
  const rest = child.label.slice(shared + 1);
  const between = newNode<V>(child.path.slice(0, child.path.length - rest.length - 1), label);
  setChild(parent, name, between);
  setChild(between, rest.slice(0, nameEnd(rest, 0)), { ...child, label: rest });
  return between;
}
