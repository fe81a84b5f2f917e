import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the two skills are: one of the user, one of the repository. */
export function skillPaths(home: string, repo: string): { readonly greet: string; readonly build: string } {
  return { greet: join(home, "skills/greet/SKILL.md"), build: join(repo, ".agents/skills/build/SKILL.md") };
}

export function writeSkills(home: string, repo: string): void {
  for (const [name, path] of Object.entries(skillPaths(home, repo))) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `---\nname: ${name}\ndescription: To ${name} well.\n---\nDo ${name}.\n`);
  }
}

/** Makes the repository: one commit, and a remote with a password in its URL. */
export function makeRepository(folder: string): void {
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
  git("init", "-q", "-b", "main");
  git("remote", "add", "origin", "https://dev:secret@example.com/acme/tool.git");
  git("add", ".");
  git("-c", "user.name=Dev", "-c", "user.email=dev@example.com", "commit", "-q", "-m", "Start");
}
