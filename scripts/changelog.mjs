// @ts-check
/** Writes docs/changelog.md from the tags of the releases; `--check` only compares. An optional argument names the repository. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { environment, fileOf, root as ownRoot } from "./run-command.mjs";

const args = process.argv.slice(2);
const check = args.includes("--check");
const root = resolve(args.find((arg) => !arg.startsWith("-")) ?? ownRoot);
const file = join(root, "docs/changelog.md");

const command = [fileOf("codex-contracts"), "diff", "--format", "changelog", "--fail-on", "never"];
const { status, stdout, stderr } = spawnSync(process.execPath, command, {
  cwd: root,
  env: environment,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(2);
}
const current = existsSync(file) ? readFileSync(file, "utf8") : "";
if (current === stdout) console.log("docs/changelog.md is what the releases say");
else if (check) {
  console.error("docs/changelog.md is not what the releases say\n→ npm run changelog");
  process.exit(1);
} else {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stdout);
  console.log("wrote docs/changelog.md");
}
