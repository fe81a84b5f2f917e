import type { SkillsInvokedFact } from "@codex-contracts/protocol/facts";
import { items, type Members, members, text, word } from "./read.js";

type InvokedSkill = SkillsInvokedFact["skills"][number];

/** A skill as the server lists it. */
export interface Skill {
  readonly name: string;
  readonly path: string;
  readonly scope: InvokedSkill["scope"];
  readonly enabled: boolean;
}

const SCOPES: { readonly [Scope in Skill["scope"]]: Scope } = {
  user: "user",
  repo: "repo",
  system: "system",
  admin: "admin",
};

/** The skills in the answer to skills/list. */
export function listedSkills(result: unknown): readonly Skill[] {
  const entries = items(members(result)["data"]).flatMap((entry) => items(members(entry)["skills"]));
  return entries.flatMap((entry) => {
    const { name, path, scope, enabled } = members(entry);
    const known = { name: text(name), path: text(path), scope: word(SCOPES, scope) };
    if (known.name === undefined || known.path === undefined || known.scope === undefined) return [];
    return [{ name: known.name, path: known.path, scope: known.scope, enabled: enabled !== false }];
  });
}

const MENTION = /\$([A-Za-z0-9_:-]+)/g;

/** The skills that the input of a turn mentions, as items first, then by name in its texts; each once (P17). */
export function mentionedSkills(
  input: readonly unknown[],
  known: ReadonlyMap<string, Skill>,
  home: string | undefined,
): readonly InvokedSkill[] {
  const found = new Map<string, Skill>();
  for (const item of input.map(members)) {
    const skill = item["type"] === "skill" ? skillOfItem(item, known, home) : undefined;
    if (skill?.enabled === true) found.set(skill.path, skill);
  }
  for (const name of input.flatMap(namesIn)) {
    const [skill, ...others] = [...known.values()].filter((each) => each.name === name && each.enabled);
    if (skill !== undefined && others.length === 0 && !found.has(skill.path)) found.set(skill.path, skill);
  }
  return [...found.values()].map((skill) => invoked(skill, "explicit"));
}

function namesIn(item: unknown): readonly string[] {
  const { type, text: said } = members(item);
  if (type !== "text" || typeof said !== "string") return [];
  return [...said.matchAll(MENTION)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** A skill that was never listed is judged by its place. */
function skillOfItem(item: Members, known: ReadonlyMap<string, Skill>, home = ""): Skill | undefined {
  const path = text(item["path"]);
  const name = text(item["name"]);
  if (path === undefined || name === undefined) return undefined;
  const listed = known.get(path);
  if (listed !== undefined) return listed;
  const scope = path.startsWith(`${home}/skills/.system/`)
    ? "system"
    : path.startsWith(`${home}/`)
      ? "user"
      : "repo";
  return { name, path, scope, enabled: true };
}

/** The skills whose file a command reads, as far as the server has parsed the command. */
export function pickedUpSkills(item: Members, known: ReadonlyMap<string, Skill>): readonly InvokedSkill[] {
  const read = items(item["commandActions"])
    .map(members)
    .filter(({ type }) => type === "read");
  return read.flatMap(({ path }) => {
    const skill = typeof path === "string" ? known.get(path) : undefined;
    return skill === undefined ? [] : [invoked(skill, "implicit")];
  });
}

function invoked({ name, path, scope }: Skill, invoke_type: InvokedSkill["invoke_type"]): InvokedSkill {
  return { name, path, scope, invoke_type, repo_url: null, repo_root: null, canonical_path: null };
}
