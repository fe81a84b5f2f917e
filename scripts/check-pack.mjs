// @ts-check
/** Packs the package in the working directory as npm would get it, and judges the tarball: its files, publint, attw. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, fileOf, runQuietly } from "./run-command.mjs";
import { wildcardEntries } from "./wildcard-entries.mjs";

/** Files that have no business in a package, and files that every package has; pnpm adds the LICENSE of the root. */
const unwanted = /\.test\.|\.test-d\.|tsbuildinfo$|^\.turbo\//;
const wanted = ["package.json", "README.md"];

const folder = mkdtempSync(join(tmpdir(), "check-pack-"));
try {
  process.exitCode = await check(pack());
} finally {
  rmSync(folder, { recursive: true });
}

/** @returns {{ name: string, filename: string, files: { path: string }[] }} */
function pack() {
  const command = [fileOf("pnpm"), "pack", "--json", "--pack-destination", folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    env: environment,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`pnpm pack failed\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

/** @param {ReturnType<typeof pack>} tarball */
async function check({ name, filename, files }) {
  const paths = files.map(({ path }) => path);
  const findings = [
    ...paths.filter((path) => unwanted.test(path)).map((path) => `${path} is packed: exclude it in "files"`),
    ...wanted.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
  ];
  for (const finding of findings) console.error(`${name}: ${finding}`);
  // attw finds the entries without a wildcard by itself.
  const entries = wildcardEntries(JSON.parse(readFileSync("package.json", "utf8")).exports ?? {}, paths);
  const more = entries.length === 0 ? [] : ["--include-entrypoints", ...entries];
  const codes = [
    await runQuietly(["publint", "run", filename, "--strict"]),
    await runQuietly(["attw", filename, "--profile", "esm-only", "--no-definitely-typed", ...more]),
  ];
  if (findings.length > 0 || codes.some((code) => code !== 0)) return 1;
  console.log(`${name}: ${paths.length} files, publint and attw find nothing`);
  return 0;
}
