import { shlexJoin } from "../host/shlex.js";
import { hooksJsonText } from "./hooks-json-text.js";
import type { ExampleFile } from "./init-hook.js";

/** A hook in TypeScript that is bundled into one file, with a test that runs it as Codex does. */
export function typescriptExample(folder: string, version: string): readonly ExampleFile[] {
  const files = {
    "package.json": packageJson(version),
    "approve.ts": approve,
    "approve.test.mjs": test,
    "hooks.json": hooksJsonText(shlexJoin(["node", `${folder}/approve.mjs`])),
  };
  return Object.entries(files).map(([path, text]) => ({ path, text, executable: false }));
}

function packageJson(version: string): string {
  const manifest = {
    name: "permission-hook",
    private: true,
    type: "module",
    scripts: {
      build: "esbuild approve.ts --bundle --platform=node --format=esm --outfile=approve.mjs",
      test: "npm run build && node --test",
    },
    dependencies: { "@codex-contracts/hooks": version },
    devDependencies: { esbuild: "^0.28.1" },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const approve = `import { allow, deny, noDecision, runPermissionRequestHook } from "@codex-contracts/hooks";

// Allows \`git fetch\`, refuses forced pushes, leaves the rest to the user.
await runPermissionRequestHook(async ({ tool_name, tool_input }) => {
  const command = tool_name === "Bash" ? commandOf(tool_input) : undefined;
  if (command === "git fetch") return allow();
  if (command?.startsWith("git push --force")) return deny("no forced pushes: push a new commit");
  return noDecision();
});

function commandOf(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null || !("command" in input)) return undefined;
  return typeof input.command === "string" ? input.command : undefined;
}
`;

const test = `import assert from "node:assert/strict";
import { test } from "node:test";
import { hookFixtures, tryHook } from "@codex-contracts/hooks/try";

const requests = hookFixtures("PermissionRequest", import.meta.dirname);
const answerTo = (input) => tryHook({ input, command: "node approve.mjs", timeout: 30 });
const running = (command) => ({ ...requests.shell, tool_input: { command } });

test("allows git fetch", async () => {
  const { judgement } = await answerTo(running("git fetch"));
  assert.deepEqual(judgement.decision, { behavior: "allow" });
});

test("refuses a forced push", async () => {
  const { judgement } = await answerTo(running("git push --force origin main"));
  assert.deepEqual(judgement.decision, { behavior: "deny", message: "no forced pushes: push a new commit" });
});

test("leaves everything else to the user, without a failure", async () => {
  for (const input of [requests.exec, requests.patch, requests.mcp, requests.network])
    assert.equal((await answerTo(input)).outcome, "quiet");
});
`;
