import { createHash } from "node:crypto";
import type { InvokedSkill } from "@codex-contracts/protocol/facts";

export type SkillPlace = Pick<InvokedSkill, "name" | "path" | "repo_url" | "repo_root" | "canonical_path">;

/**
 * Id of a skill (R40): lowercase hex SHA-1 of {@link skillIdInput}. It is made of the repository URL as git
 * reports it, so that it equals the id that Codex gives the same skill.
 */
export function skillId(skill: SkillPlace): string {
  return createHash("sha1").update(skillIdInput(skill)).digest("hex");
}

/** What the id is the hash of: `<origin>_<path>_<name>` (R40). Holds paths: not for leaving the process. */
export function skillIdInput({ name, path, repo_url, repo_root, canonical_path }: SkillPlace): string {
  const origin = repo_url === null ? "personal" : `repo_${repo_url}`;
  const full = canonical_path ?? path;
  const relative = repo_url === null || repo_root === null ? undefined : below(repo_root, full);
  return `${origin}_${(relative ?? full).replaceAll("\\", "/")}_${name}`;
}

/** The part of a path below a folder; undefined when it does not lie there. */
function below(root: string, path: string): string | undefined {
  const folder = /[/\\]$/.test(root)
    ? root
    : root + (root.includes("\\") && !root.includes("/") ? "\\" : "/");
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}
