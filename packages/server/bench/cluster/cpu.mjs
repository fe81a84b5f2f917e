// CPU time of processes, as Linux counts it; null elsewhere.
import { readdirSync, readFileSync } from "node:fs";

const US_PER_TICK = 10_000;
const [PARENT, UTIME, STIME, CUTIME, CSTIME] = [1, 11, 12, 13, 14];

/** Microseconds that a process, its children and those it has outlived have used; null where nobody tells. */
export function cpuOf(pid) {
  const all = processes();
  const own = all.get(pid);
  if (own === undefined) return null;
  const children = [...all.values()].filter((fields) => Number(fields[PARENT]) === pid);
  const ticks = [
    ...[own, ...children].flatMap((fields) => [fields[UTIME], fields[STIME]]),
    own[CUTIME],
    own[CSTIME],
  ];
  return ticks.reduce((sum, each) => sum + Number(each), 0) * US_PER_TICK;
}

function processes() {
  const found = new Map();
  if (process.platform !== "linux") return found;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name of the program stands in brackets and may hold spaces.
      found.set(Number(name), text.slice(text.lastIndexOf(")") + 2).split(" "));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}
