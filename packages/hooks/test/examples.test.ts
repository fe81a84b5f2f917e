import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HooksConfig } from "@codex-contracts/protocol/hooks";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { checkHooksConfig } from "../src/config.js";
import { type ExampleFile, initHook } from "../src/try.js";

const folder = mkdtempSync(join(tmpdir(), "hook-examples-"));
const home = fileURLToPath(new URL("..", import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(["typescript", "sh"] as const)("the example in %s", (language) => {
  const target = join(folder, language);
  const files = initHook({ language, folder: target });

  it("loads without a warning", () => {
    const text = files.find(({ path }) => path === "hooks.json")?.text ?? "";
    expect(HooksConfig.is(JSON.parse(text))).toBe(true);
    expect(checkHooksConfig(text)).toMatchObject({
      warnings: [],
      ignored: [],
      loaded: [{ match: { runsFor: ["Bash"] } }],
    });
  });

  it.skipIf(process.platform === "win32")("passes its own test", () => {
    write(target, files);
    const { command, args } = testOf[language](target);
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: target, encoding: "utf8" });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

const testOf = {
  sh: () => ({ command: "sh", args: ["./approve.test.sh"] }),
  typescript: (target: string) => {
    mkdirSync(join(target, "node_modules/@codex-contracts"), { recursive: true });
    symlinkSync(home, join(target, "node_modules/@codex-contracts/hooks"));
    buildSync({
      absWorkingDir: target,
      entryPoints: ["approve.ts"],
      bundle: true,
      platform: "node",
      format: "esm",
      outfile: "approve.mjs",
      logLevel: "error",
    });
    return { command: process.execPath, args: ["--test"] };
  },
};

function write(target: string, files: readonly ExampleFile[]): void {
  mkdirSync(target, { recursive: true });
  for (const { path, text, executable } of files)
    writeFileSync(join(target, path), text, { mode: executable ? 0o755 : 0o644 });
}
