import { readFileSync } from "node:fs";
import type { Case, ScriptedHook } from "../driver/plan.js";

interface Outcome {
  readonly name: string;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit2?: number;
  readonly stdout2?: string;
}

/** The outputs of permission-request-outcomes.ndjson, to be given to Codex once more. */
export function outcomeCases(): readonly Case[] {
  const file = new URL("../../../hooks/test/recorded/permission-request-outcomes.ndjson", import.meta.url);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line): Case => {
    const { name, exit2, stdout2, ...first }: Outcome = JSON.parse(line);
    const second: ScriptedHook = {
      ...(exit2 === undefined ? {} : { exit: exit2 }),
      ...(stdout2 === undefined ? {} : { stdout: stdout2 }),
    };
    const { exit, stdout, stderr } = first;
    const hook: ScriptedHook = {
      ...(exit === undefined ? {} : { exit }),
      ...(stdout === undefined ? {} : { stdout }),
      ...(stderr === undefined ? {} : { stderr }),
    };
    const hooks = exit2 === undefined && stdout2 === undefined ? [hook] : [hook, second];
    return { name: `outcome-${name}`, event: "PermissionRequest", hooks };
  });
}
