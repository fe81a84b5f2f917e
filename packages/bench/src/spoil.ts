import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Contract } from "@codex-contracts/protocol";
import type { Case } from "./payloads.js";

/** The same messages, each with a wrong value in its last member, or in its first, its middle and its last. */
export interface SpoiledCase {
  readonly late: readonly unknown[];
  readonly three: readonly unknown[];
}

type Path = readonly string[];

let cases: Readonly<Record<string, SpoiledCase>> | undefined;

/**
 * The spoiled messages of a case. Another process makes them: it asks our own judge about thousands of broken
 * messages, and engines remember what a function has met.
 */
export function spoiledCase(id: string): SpoiledCase {
  if (cases === undefined) {
    const script = fileURLToPath(new URL("spoil-script.js", import.meta.url));
    const { stdout } = spawnSync(process.execPath, [script], { encoding: "utf8", maxBuffer: 1 << 28 });
    cases = JSON.parse(stdout) as Readonly<Record<string, SpoiledCase>>;
  }
  const found = cases[id];
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
}

/** Spoils the messages of a case; those with fewer than three members that can be spoiled are left out of `three`. */
export function spoil(contract: Contract<unknown>, { payloads }: Case): SpoiledCase {
  const late: unknown[] = [];
  const three: unknown[] = [];
  for (const payload of payloads) {
    const paths = leaves(payload).filter((path) => issuesOf(contract, withWrong(payload, [path])) === 1);
    const [first, middle, last] = [paths[0], paths[paths.length >> 1], paths.at(-1)];
    if (last !== undefined) late.push(withWrong(payload, [last]));
    if (first === undefined || middle === undefined || last === undefined) continue;
    const spoiled = withWrong(payload, [first, middle, last]);
    if (issuesOf(contract, spoiled) === 3) three.push(spoiled);
  }
  return { late, three };
}

function issuesOf(contract: Contract<unknown>, value: unknown): number {
  const result = contract.safeParse(value);
  return result.ok ? 0 : result.issues.length;
}

/** Places of strings, numbers, booleans and nulls, in document order. */
function leaves(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...at, name]));
}

function withWrong(value: unknown, paths: readonly Path[]): unknown {
  return paths.reduce((spoiled, path) => replaced(spoiled, path), value);
}

/** An array is wrong wherever a scalar is expected. */
function replaced(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return [true];
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === name ? replaced(item, rest) : item));
  return { ...(value as object), [name]: replaced((value as Record<string, unknown>)[name], rest) };
}
