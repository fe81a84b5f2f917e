import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import type { InvokedSkill, SkillsInvokedFact, TrackingContext } from "@codex-contracts/protocol/facts";
import { GIT_TIMEOUT_MS, type GitEffects, systemGit } from "../git/collect-workspaces.js";
import { findRepositoryRoot } from "../git/repository-root.js";

/** A skill as a turn used it, before anybody looked where its file lies. */
export type UsedSkill = Pick<InvokedSkill, "name" | "scope" | "path" | "invoke_type">;

export interface SkillEffects extends GitEffects {
  /** The canonical form of a path; rejects when there is none. */
  readonly realpath: (path: string) => Promise<string>;
}

const SYSTEM: SkillEffects = { ...systemGit, realpath: (path) => realpath(path) };

/**
 * The fact of the skills that a turn used, with the repository that holds each file (R35, R40), in the order of
 * the list. Undefined without skills (D13). What cannot be found out is null; never rejects. Record it through
 * {@link inOrder} to keep it in its place.
 */
export async function lookUpSkills(
  tracking: TrackingContext,
  skills: readonly UsedSkill[],
  effects: SkillEffects = SYSTEM,
): Promise<SkillsInvokedFact | undefined> {
  if (skills.length === 0) return undefined;
  const found = await Promise.all(skills.map((skill) => lookUp(skill, effects)));
  return { fact: "skills_invoked", tracking, skills: found };
}

async function lookUp(
  { name, scope, path, invoke_type }: UsedSkill,
  effects: SkillEffects,
): Promise<InvokedSkill> {
  const folder = dirname(path);
  const [root, canonical_path] = await Promise.all([
    findRepositoryRoot(folder, effects.hasGit).catch(() => undefined),
    canonical(path, effects),
  ]);
  const [repo_url, repo_root] =
    root === undefined
      ? [null, null]
      : await Promise.all([originUrl(folder, effects), canonical(root, effects)]);
  return { name, scope, path, invoke_type, repo_url, repo_root, canonical_path };
}

async function canonical(path: string, { realpath }: SkillEffects): Promise<string | null> {
  return realpath(path).catch(() => null);
}

/** Fetch URL of the remote `origin`, as git reports it. */
async function originUrl(cwd: string, { runGit }: SkillEffects): Promise<string | null> {
  const url = (await runGit(["remote", "get-url", "origin"], { cwd, timeoutMs: GIT_TIMEOUT_MS }))?.trim();
  return url === undefined || url === "" ? null : url;
}
