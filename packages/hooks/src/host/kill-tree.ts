import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What is needed to find every process of a hook later. */
export interface ProcessTree {
  readonly pid: number;
  /** The hook's ends of its pipes, as Linux names them: whoever holds one belongs to the hook. */
  readonly pipes: ReadonlySet<string>;
}

/** Takes down which pipes a process has that has just been started. */
export function processTree(child: ChildProcessWithoutNullStreams, pid: number): ProcessTree {
  if (process.platform !== "linux") return { pid, pipes: new Set() };
  const held = [0, 1, 2].map((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`));
  const pipes = [...held, ...otherEnds([child.stdin, child.stdout, child.stderr].map(ownEnd))];
  return { pid, pipes: new Set(pipes.filter((pipe) => /^(socket|pipe):/.test(pipe))) };
}

/**
 * The hook's ends, told from ours: a hook that has ended already cannot be asked. Linux numbers sockets as they come,
 * and Node makes ours and the hook's in turn: three of ours two apart prove that theirs lie between.
 */
function otherEnds(own: readonly number[]): readonly string[] {
  const [first = Number.NaN] = own;
  const inTurn = own.every((inode, index) => inode === first + 2 * index);
  return inTurn ? own.map((inode) => `socket:[${inode + 1}]`) : [];
}

/** The inode of our end of a pipe. */
function ownEnd(stream: object): number {
  const handle: unknown = Reflect.get(stream, "_handle");
  const descriptor: unknown =
    typeof handle === "object" && handle !== null ? Reflect.get(handle, "fd") : null;
  return Number(/^socket:\[(\d+)\]$/.exec(linkOf(`/proc/self/fd/${descriptor}`))?.[1]);
}

/**
 * Ends a hook with all that it started: its process group; and on Linux its descendants and whoever still holds one
 * of its pipes, also from a session of its own. The hook is given no chance to refuse.
 */
export function killTree({ pid, pipes }: ProcessTree): void {
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" }).on("error", () => undefined);
    return;
  }
  const others = process.platform === "linux" ? [...descendants(pid), ...holders(pipes)] : [];
  for (const target of [-pid, ...others]) kill(target);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const pid of processes()) {
    const parent = parentOf(pid);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [...(children.get(root) ?? [])];
  // The list grows while it is walked.
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

function holders(pipes: ReadonlySet<string>): readonly number[] {
  if (pipes.size === 0) return [];
  return processes().filter((pid) => pid !== process.pid && descriptors(pid).some((link) => pipes.has(link)));
}

function processes(): readonly number[] {
  return list("/proc").map(Number).filter(Number.isInteger);
}

function descriptors(pid: number): readonly string[] {
  return list(`/proc/${pid}/fd`).map((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`));
}

/** Field 4 of the status line; the name before it may hold anything but ends with the last parenthesis. */
function parentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
