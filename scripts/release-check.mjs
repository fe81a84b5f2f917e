// @ts-check
/**
 * Packs every public package, installs the tarballs into an empty project, and lets the installed contracts parse the
 * examples of the previous release: what was valid then has to be valid now, or the release has to be a breaking one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { environment, fileOf, root as ownRoot } from "./run-command.mjs";

const PROTOCOL = "@codex-contracts/protocol";
const root = resolve(process.argv[2] ?? ownRoot);

const folder = mkdtempSync(join(tmpdir(), "release-check-"));
try {
  process.exitCode = main() ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function main() {
  const release = lastRelease();
  const examples = release === undefined ? currentExamples() : examplesAt(release);
  console.log(
    release === undefined
      ? `no release yet: the installed packages are held against the ${examples.length} examples here`
      : `the installed packages are held against the ${examples.length} examples of ${release}`,
  );
  const packed = publicPackages().map(pack);
  install(packed);
  console.log(`packed and installed: ${packed.map(({ name }) => name).join(", ")}`);
  const refused = judge(examples);
  if (refused.length === 0) {
    console.log(`all ${examples.length} examples parse`);
    return true;
  }
  for (const { file, why } of refused.slice(0, 20)) console.log(`  ${file}: ${why}`);
  const breaking = release !== undefined && isBreaking(release);
  console.log(
    `${refused.length} of ${examples.length} examples are refused: ${
      breaking ? "the release says that it breaks" : "this breaks users, and the release does not say so"
    }`,
  );
  if (!breaking) console.log("→ codex-contracts changeset");
  return breaking;
}

/** The newest tag of the protocol package, or `v1.2.3`. */
function lastRelease() {
  for (const pattern of [`${PROTOCOL}@*`, "v*"]) {
    const tags = git("tag", "--list", "--sort=-version:refname", pattern).split("\n");
    const tag = tags.find((one) => /\d+\.\d+\.\d+$/.test(one));
    if (tag !== undefined) return tag;
  }
  return undefined;
}

/** @typedef {{ file: string, contract: string, value: unknown }} Example */

/** @param {string} file @param {string} text @returns {Example[]} */
function exampleOf(file, text) {
  const [, contract] = /^schemas\/examples\/(.+)\/valid\/[^/]+\.json$/.exec(file) ?? [];
  return contract === undefined ? [] : [{ file, contract, value: JSON.parse(text).value }];
}

/** @param {string} tag */
function examplesAt(tag) {
  const files = git("ls-tree", "-r", "--name-only", tag, "--", "schemas/examples/").split("\n");
  return files
    .filter((file) => file.includes("/valid/"))
    .flatMap((file) => exampleOf(file, git("show", `${tag}:${file}`)));
}

function currentExamples() {
  const base = join(root, "schemas/examples");
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.includes("/valid/") && path.endsWith(".json"))
    .flatMap((path) => exampleOf(`schemas/examples/${path}`, readFileSync(join(base, path), "utf8")));
}

function publicPackages() {
  return readdirSync(join(root, "packages"))
    .map((name) => join(root, "packages", name))
    .filter((path) => existsSync(join(path, "package.json")))
    .filter((path) => JSON.parse(readFileSync(join(path, "package.json"), "utf8")).private !== true);
}

/** @param {string} path @returns {{ name: string, filename: string }} */
function pack(path) {
  return JSON.parse(must([fileOf("pnpm"), "pack", "--json", "--pack-destination", folder], path));
}

/** @param {readonly { name: string, filename: string }[]} packed */
function install(packed) {
  const dependencies = Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${filename}`]));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "a-user", private: true, type: "module", dependencies }),
  );
  const quiet = [
    "--prefer-offline",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--silent",
  ];
  const { status, stderr } = spawnSync("npm", ["install", ...quiet], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm could not install the tarballs\n${stderr}`);
}

/** @param {readonly Example[]} examples @returns {{ file: string, why: string }[]} */
function judge(examples) {
  writeFileSync(join(folder, "examples.json"), JSON.stringify(examples));
  writeFileSync(
    join(folder, "judge.mjs"),
    `import { readFileSync } from "node:fs";
import * as entry from "${PROTOCOL}/contracts";
const contracts = new Map(Object.values(entry.contracts).map((contract) => [contract.id, contract]));
const refused = JSON.parse(readFileSync("examples.json", "utf8")).flatMap(({ file, contract, value }) => {
  const found = contracts.get(contract);
  if (found === undefined) return [{ file, why: "the contract is gone" }];
  const result = found.safeParse(value);
  return result.ok ? [] : [{ file, why: result.issues.map(({ path, code }) => \`\${code} at \${path || "/"}\`).join(", ") }];
});
console.log(JSON.stringify(refused));
`,
  );
  return JSON.parse(must([join(folder, "judge.mjs")], folder));
}

/**
 * Whether the changesets, or the version itself, announce a breaking release: below 1.0.0 a minor one is.
 * @param {string} tag
 */
function isBreaking(tag) {
  const manifest = readdirSync(join(root, "packages")).map((name) => `packages/${name}/package.json`);
  const path = manifest.find(
    (file) =>
      existsSync(join(root, file)) && versionIn(readFileSync(join(root, file), "utf8")).name === PROTOCOL,
  );
  if (path === undefined) return false;
  const [now, before] = [
    versionIn(readFileSync(join(root, path), "utf8")),
    versionIn(git("show", `${tag}:${path}`)),
  ];
  const parts = (/** @type {string} */ version) => version.split(".").map(Number);
  const [[a = 0, b = 0], [c = 0, d = 0]] = [parts(now.version), parts(before.version)];
  if (a > c || (a === 0 && c === 0 && b > d)) return true;
  const asked = before.version.startsWith("0.") ? /: (major|minor)\s*$/ : /: major\s*$/;
  return changesets().some((text) =>
    (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? "")
      .split("\n")
      .some((line) => line.includes(`"${PROTOCOL}"`) && asked.test(line)),
  );
}

/** @param {string} text @returns {{ name: string, version: string }} */
function versionIn(text) {
  return JSON.parse(text);
}

function changesets() {
  const path = join(root, ".changeset");
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".md"))
    .map((name) => readFileSync(join(path, name), "utf8"));
}

/** @param {...string} args */
function git(...args) {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout : "";
}

/** @param {string[]} command @param {string} cwd */
function must(command, cwd) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd,
    env: environment,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${command[0]} failed\n${stdout}${stderr}`);
  return stdout;
}
