// @ts-check
/** Brings node_modules in line with the lock file, by the pnpm that package.json pins. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment, root } from "./run-command.mjs";

const marker = join(root, "node_modules", ".installed");

/** What an install failed on, and the way out of it; the first row that matches counts. */
const waysOut = [
  {
    when: /ERR_PNPM_OUTDATED_LOCKFILE/,
    say: () =>
      `pnpm-lock.yaml is behind a package.json: run \`npx -y ${pnpm()} install\` and commit the lock file`,
  },
  {
    when: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_PNPM_META_FETCH_FAIL/,
    say: () =>
      "the npm registry cannot be reached: check the network and `npm config get registry`, then repeat",
  },
  {
    when: /(?:)/,
    say: () => "delete node_modules and packages/*/node_modules, then repeat",
  },
];

/** Ends the process with a word on what to do when this Node is too old for the tools. */
export function requireNode() {
  const wanted = manifest(root).engines.node.replace(">=", "");
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = wanted.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Node ${wanted} or newer is needed, this is ${process.versions.node}: install one (https://nodejs.org), then repeat`,
  );
}

/** Installs the locked dependencies unless exactly they are installed already. */
export function install() {
  const wanted = fingerprint();
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  const command = `npx -y ${pnpm()} install --frozen-lockfile`;
  console.error(`installing the locked dependencies: ${command}`);
  const { status, stdout, stderr, error } = spawnSync(`${command} --config.confirm-modules-purge=false`, {
    cwd: root,
    env: environment,
    encoding: "utf8",
    shell: true,
  });
  if (status !== 0) {
    const output = `${stdout}${stderr}${error ?? ""}`;
    console.error(output.trimEnd());
    fail(`the install failed: ${waysOut.find(({ when }) => when.test(output))?.say()}`);
  }
  writeFileSync(marker, wanted);
}

/** Everything that decides what an install puts into node_modules. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(join(root, file)));
  for (const folder of [root, ...packages()]) {
    const { name, dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest(folder);
    hash.update(
      JSON.stringify([name, dependencies, devDependencies, optionalDependencies, peerDependencies]),
    );
  }
  hash.update(`${pnpm()} ${process.platform} ${process.arch} ${process.versions.modules}`);
  return hash.digest("hex");
}

function packages() {
  const folders = readdirSync(join(root, "packages")).sort();
  return folders
    .map((name) => join(root, "packages", name))
    .filter((folder) => existsSync(join(folder, "package.json")));
}

/** pnpm with its version, as npx takes it. */
function pnpm() {
  return manifest(root).packageManager.split("+")[0];
}

/** @param {string} folder */
function manifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}
