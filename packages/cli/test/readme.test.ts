import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const readme = fileURLToPath(new URL("../README.md", import.meta.url));
const bin = fileURLToPath(new URL("../bin/codex-contracts.js", import.meta.url));
const samples = fileURLToPath(new URL("samples", import.meta.url));

let path: string;
beforeAll(() => {
  path = mkdtempSync(join(tmpdir(), "codex-contracts-readme-"));
  symlinkSync(bin, join(path, "codex-contracts"));
});
afterAll(() => rmSync(path, { recursive: true }));

// The samples are recorded events of the fixtures package (codex-0.125.0-events.ndjson), some of them broken by hand.

/** A block of the README with the output that its commands have. */
function refresh(block: string): string {
  const commands = block.split("\n").filter((line) => line.startsWith("$ "));
  const parts = commands.map((line) => `${line}\n${outputOf(line.slice(2)).trimEnd()}`);
  return `\`\`\`console\n${parts.join("\n\n")}\n\`\`\``;
}

function outputOf(command: string): string {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env;
  const options = {
    cwd: samples,
    env: { ...env, PATH: [path, env["PATH"]].join(delimiter) },
    encoding: "utf8",
  } as const;
  const { stdout } = spawnSync("sh", ["-c", `{ ${command}; } 2>&1`], options);
  // How long a hook took is another number every time.
  return stdout.replace(/(?<=^ {2}time {7})\d+(?= ms$)/gm, "12");
}

// Repaired by `npx vitest run test/readme.test.ts --update` in this package.
it.skipIf(process.platform === "win32")("shows what the commands print", { timeout: 60_000 }, async () => {
  const text = readFileSync(readme, "utf8").replace(/^```console\n[\s\S]*?\n```$/gm, refresh);
  await expect(text).toMatchFileSnapshot(readme);
});
