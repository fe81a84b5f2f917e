import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CompatReport, diffSets, schemaSet } from "@codex-contracts/codegen/compat";
import { type Copy, findCopies } from "./find-copies.js";
import { type InstalledProtocol, installedProtocol } from "./installed-protocol.js";
import { typesLines, typesText, typesTokens } from "./types-text.js";

/** What is wrong with a copy. */
export interface Finding {
  readonly file: string;
  /** `differs`: the installed version says something else. `gone`: it has no such contract. `unreadable`: no JSON. */
  readonly problem: "differs" | "gone" | "unreadable";
  readonly fixed: boolean;
  /** The copy and what it has to be; empty when there is nothing to compare. */
  readonly is: string;
  readonly shouldBe: string;
  /** What the differ says of the way from the copy to the installed version; null for types. */
  readonly severity: CompatReport["severity"];
}

/** What `check` found. Members are only ever added within one `version`. */
export interface CheckReport {
  readonly version: 1;
  readonly protocol: string;
  readonly copies: number;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** Holds every copy against the installed version; with `fix`, replaces those that differ. */
export async function checkCopies(
  paths: readonly string[],
  { cwd, fix }: { readonly cwd: string; readonly fix: boolean },
): Promise<CheckReport> {
  const protocol = await installedProtocol(cwd);
  const copies = await findCopies(paths, cwd);
  const findings: Finding[] = [];
  for (const copy of copies) {
    const text = await readFile(join(cwd, copy.file), "utf8");
    const finding =
      copy.kind === "schema" ? await judgeSchema(copy, text, protocol) : judgeTypes(copy, text, protocol);
    if (finding === undefined) continue;
    const { replacement, ...told } = finding;
    const fixed = fix && replacement !== undefined;
    if (fixed) await writeFile(join(cwd, copy.file), replacement);
    findings.push({ ...told, fixed });
  }
  const ok = findings.every(({ fixed }) => fixed);
  return { version: 1, protocol: protocol.version, copies: copies.length, ok, findings };
}

/** A finding, and what to write in place of the copy. */
type Judged = (Omit<Finding, "fixed"> & { readonly replacement?: string }) | undefined;

async function judgeSchema({ file }: Copy, text: string, { schemas }: InstalledProtocol): Promise<Judged> {
  const copy = parse(text);
  if (copy === undefined) return { file, problem: "unreadable", is: "", shouldBe: "", severity: null };
  // Of a schema as written in our repository the package has the self-contained form.
  const id = String((copy as { readonly $id?: unknown }).$id);
  const found = schemas.get(id) ?? schemas.get(id.replace("/schemas/", "/bundled/"));
  if (found === undefined) return { file, problem: "gone", is: pretty(copy), shouldBe: "", severity: null };
  const current: unknown = JSON.parse(found.text);
  if (pretty(withoutComment(copy)) === pretty(withoutComment(current))) return undefined;
  const side = (name: string, schema: unknown) =>
    schemaSet(name, [{ path: "copy.schema.json", text: JSON.stringify(schema) }]);
  const { severity } = await diffSets(side("copy", copy), side("installed", current));
  return {
    file,
    problem: "differs",
    is: pretty(copy),
    shouldBe: pretty(current),
    severity,
    replacement: found.text,
  };
}

/** The first line that says where a schema was generated from is no part of it. */
function withoutComment(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$comment"));
}

function judgeTypes({ file }: Copy, text: string, { types }: InstalledProtocol): Judged {
  if (typesTokens(text) === typesTokens(types)) return undefined;
  const [is, shouldBe] = [typesLines(text), typesLines(types)];
  return { file, problem: "differs", is, shouldBe, severity: null, replacement: typesText(types) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
