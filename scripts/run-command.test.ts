import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { root } from "./run-command.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-command-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("ends with the exit code of the command", () => {
  expect(runnerOf("process.exit(7)")).toMatchObject({ status: 7 });
});

it("ends as a shell does when a signal ends the command", () => {
  expect(runnerOf(`process.kill(process.pid, "SIGKILL")`)).toMatchObject({ status: 137 });
});

it("hands a signal that it gets to the command, and ends by it after the command", () => {
  const stubborn = `
    process.on("SIGTERM", () => { console.log("cleaned up"); process.exit(3); });
    setTimeout(() => process.kill(process.ppid, "SIGTERM"), 50);
    setTimeout(() => {}, 5000);`;
  expect(runnerOf(stubborn)).toMatchObject({ signal: "SIGTERM", stdout: "cleaned up\n" });
});

it("keeps a quiet command silent as long as it succeeds", () => {
  expect(runnerOf(`console.log("noise")`, "runQuietly")).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

it("shows what a quiet command said when it fails", () => {
  const result = runnerOf(`console.log("why"); process.exit(1)`, "runQuietly");
  expect(result).toMatchObject({ status: 1, stdout: "", stderr: "why\n" });
});

/** Runs a script through `run` in a process of its own, as the jobs do. */
function runnerOf(script: string, how: "run" | "runQuietly" = "run") {
  writeFileSync(join(folder, "command.mjs"), script);
  writeFileSync(
    join(folder, "runner.mjs"),
    `import { ${how} } from ${JSON.stringify(new URL("run-command.mjs", import.meta.url).href)};
     process.exitCode = await ${how}([${JSON.stringify(relative(root, join(folder, "command.mjs")))}]);`,
  );
  return spawnSync(process.execPath, [join(folder, "runner.mjs")], { encoding: "utf8" });
}
