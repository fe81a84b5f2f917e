import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand, shellOf } from "../src/host.js";
import { recordedInputs } from "./recorded.js";

const folder = mkdtempSync(join(tmpdir(), "hook-process-"));
const stdin = JSON.stringify(
  recordedInputs.find((input) => input["hook_event_name"] === "PermissionRequest"),
);
const handlers = {
  noisy: 'console.log("a"); process.stdout.write("b\\n"); console.error("c"); return allow();',
  late: 'setTimeout(() => console.log("late"), 1); return allow();',
  stuck: "await new Promise(() => {});",
  slow: "await new Promise((resolve) => setTimeout(resolve, 20_000));",
  open: "setInterval(() => {}, 1000); return deny('no');",
  large: "return deny('x'.repeat(1_000_000));",
  thrown: "throw new Error('boom');",
  later:
    "setTimeout(() => { throw new Error('boom'); }, 1); await new Promise((resolve) => setTimeout(resolve, 9000));",
};

beforeAll(async () => {
  const index = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  await build({
    stdin: {
      contents: `import { allow, deny, runPermissionRequestHook } from ${JSON.stringify(index)};
const handlers = { ${Object.entries(handlers)
        .map(([name, body]) => `${name}: async () => { ${body} }`)
        .join(",\n")} };
await runPermissionRequestHook(handlers[process.argv[2]], { deadline: 2000 });`,
      resolveDir: folder,
    },
    outfile: join(folder, "hook.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  writeFileSync(join(folder, "read-none.mjs"), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (name: keyof typeof handlers, input = stdin) =>
  runCommand({
    command: `exec node hook.mjs ${name}`,
    shell: shellOf("/bin/sh"),
    cwd: folder,
    env: process.env,
    stdin: input,
    timeout: 30,
    outputLimit: 2 ** 22,
  });

describe("a bundled hook", () => {
  it("prints one document, whatever the handler prints", async () => {
    const { stdout, stderr, exitCode } = await run("noisy");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ hookSpecificOutput: { decision: { behavior: "allow" } } });
    expect(stderr).toBe("a\nb\nc\n");
  });

  it("ends with its answer, whatever is still open", async () => {
    const [late, open] = await Promise.all([run("late"), run("open")]);
    expect([late.exitCode, open.exitCode]).toEqual([0, 0]);
    expect(() => JSON.parse(late.stdout)).not.toThrow();
  });

  it("writes all of a long answer", async () => {
    expect(JSON.parse((await run("large")).stdout).hookSpecificOutput.decision.message.length).toBe(
      1_000_000,
    );
  });

  it("reads all of a long request", async () => {
    const long = stdin.replace('"description":"', `"description":"${"x".repeat(3_000_000)}`);
    expect((await run("noisy", long)).exitCode).toBe(0);
  });

  it.each([
    ["stuck", "waits for nothing that can come"],
    ["slow", "did not answer within 2000 ms"],
    ["thrown", "the handler threw: Error: boom"],
    ["later", "Error: boom"],
  ] as const)("that is %s ends without an answer and says why", async (name, reason) => {
    const { exitCode, stdout, stderr } = await run(name);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(reason);
  });
});
