import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Who owns a folder of the spool. The name of the folder says it, so that making the folder and claiming it is one
 * step that cannot be half done.
 */
export interface Owner {
  readonly pid: number;
  /** When the process started, in a unit of the system; `0` where the system does not say. */
  readonly start: string;
  /** The machine and the space in which its process ids mean something. */
  readonly machine: string;
  /** Changes with each start of the machine; `0` where the system does not say. */
  readonly boot: string;
  /** Stream id of the client. */
  readonly stream: string;
}

/** `owner.<pid>.<start>.<machine>.<boot>.<stream>` */
export function ownerFolder({ pid, start, machine, boot, stream }: Owner): string {
  return ["owner", pid, start, machine, boot, stream].join(".");
}

/** A folder that its owner has given back: `free.<stream>`. */
export function freeFolder(stream: string): string {
  return `free.${stream}`;
}

export type SpoolFolder =
  | { readonly kind: "owned"; readonly owner: Owner }
  | { readonly kind: "free" }
  | { readonly kind: "other" };

/** Reads the name of a folder in the spool. */
export function readFolderName(name: string): SpoolFolder {
  if (/^free\.[A-Za-z0-9_-]{8,64}$/.test(name)) return { kind: "free" };
  const [, pid, start, machine, boot, stream] = OWNED.exec(name) ?? [];
  if (!pid || !start || !machine || !boot || !stream) return { kind: "other" };
  return { kind: "owned", owner: { pid: Number(pid), start, machine, boot, stream } };
}

const OWNED = /^owner\.(\d+)\.(\d+)\.([0-9a-f]{8})\.([0-9a-f]{8}|0)\.([A-Za-z0-9_-]{8,64})$/;

/** What can be found out about a process, seen from this one. */
export interface Witness {
  readonly self: Omit<Owner, "stream">;
  /** When the process with an id started, `0` if the system does not say, undefined if there is none. */
  startOf(pid: number): string | undefined;
}

/**
 * Whether an owner has ended. A process of this machine is judged by its id and start time. One that cannot be seen
 * from here (another host or container on a shared disk, a system without start times) counts as ended when its
 * folder has not been touched for `leaseMs`.
 */
export function hasEnded(owner: Owner, silentMs: number, leaseMs: number, witness: Witness): boolean {
  const { self } = witness;
  if (owner.machine !== self.machine) return silentMs > leaseMs;
  if (owner.boot !== self.boot) return true;
  const start = witness.startOf(owner.pid);
  if (start === undefined) return true;
  if (start === "0" || owner.start === "0") return silentMs > leaseMs && owner.pid !== self.pid;
  return start !== owner.start;
}

/** The witness that asks the system. */
export function systemWitness(): Witness {
  const boot = tryRead(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const space = tryRead(() => readlinkSync("/proc/self/ns/pid")) ?? "";
  return {
    self: {
      pid: process.pid,
      start: startOf(process.pid) ?? "0",
      machine: digest(`${hostname()} ${space}`),
      boot: boot === undefined ? "0" : digest(boot),
    },
    startOf,
  };
}

function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and not ours.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return undefined;
  }
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name of the program, in parentheses, may hold anything. State is the first field after it, start the 20th.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  // A killed process stays as a zombie until its parent has looked.
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return fields[19] ?? "0";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function tryRead(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
