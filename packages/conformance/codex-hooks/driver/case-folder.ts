import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Case, ScriptedHook } from "./plan.js";

/** Lays out the folder of a case: the scripts of its hooks and what they print. */
export function writeCaseFolder(folder: string, { event, hooks }: Case): void {
  const scripts = join(folder, ".hooks");
  mkdirSync(scripts, { recursive: true });
  for (const [index, hook] of hooks.entries()) {
    const name = `${event}-${index}`;
    writeFileSync(join(scripts, `${name}.out`), hook.stdout ?? "");
    writeFileSync(join(scripts, `${name}.err`), hook.stderr ?? "");
    writeFileSync(join(scripts, `${name}.sh`), scriptOf(name, hook));
  }
}

/** Stop hooks answer once a turn, unless they are to repeat it: a blocked stop comes again. */
function scriptOf(name: string, { exit, delay, script, repeats = false }: ScriptedHook): string {
  const lines = repeats ? [] : [`grep -q '"stop_hook_active":true' .hooks/${name}.last && exit 0`];
  if (delay !== undefined) lines.push(`sleep ${delay}`);
  lines.push(script ?? `cat .hooks/${name}.out; cat .hooks/${name}.err >&2; exit ${exit ?? 0}`);
  return `${lines.join("\n")}\n`;
}

/** What the first hook of a case read, run by run. */
export function stdinsOf(folder: string, { event }: Case): readonly string[] {
  const file = join(folder, ".hooks", `${event}-0.all`);
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
}
