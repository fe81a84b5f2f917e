import { HookInput } from "@codex-contracts/protocol/hooks";
import { describe, expect, it } from "vitest";
import { permissionRequestInput, shlexJoin } from "../src/host.js";
import { recordedInputs } from "./recorded.js";

const turn = {
  sessionId: "s",
  turnId: "t",
  transcriptPath: null,
  cwd: "/w",
  model: "m",
  approvalPolicy: "on-request",
};

describe("requests", () => {
  it.each(recordedInputs.map((input, index) => ({ index, event: input["hook_event_name"], input })))(
    "of a real Codex are valid: $index $event",
    ({ input }) => expect(HookInput.safeParse(input)).toMatchObject({ ok: true }),
  );

  it("are written with the members in the order of Codex", () => {
    const recorded = recordedInputs.find((input) => input["hook_event_name"] === "PermissionRequest") ?? {};
    const made = permissionRequestInput(turn, { surface: "exec-command", command: "x", justification: "y" });
    expect(Object.keys(made)).toEqual(Object.keys(recorded));
    expect(Object.keys(Object(made.tool_input))).toEqual(Object.keys(Object(recorded["tool_input"])));
  });

  it.each([
    [{ surface: "shell", argv: ["bash", "-lc", "echo 'a b'"] }, "Bash", { command: `bash -lc "echo 'a b'"` }],
    [
      { surface: "shell-command", command: "ls | wc", justification: "why" },
      "Bash",
      { command: "ls | wc", description: "why" },
    ],
    [{ surface: "exec-command", command: "ls" }, "Bash", { command: "ls" }],
    [
      { surface: "execve", program: "/usr/bin/git", argv: ["git", "push", "a b"] },
      "Bash",
      { command: "/usr/bin/git push 'a b'" },
    ],
    [{ surface: "apply-patch", patch: "*** Begin" }, "apply_patch", { command: "*** Begin" }],
    [{ surface: "mcp", server: "fs", tool: "write" }, "mcp__fs__write", {}],
    [{ surface: "mcp", server: "fs", tool: "write", arguments: { a: 1 } }, "mcp__fs__write", { a: 1 }],
    [network(["curl x"]), "Bash", { command: "curl x", description: "network-access http://h.test:80" }],
    [
      network([]),
      "Bash",
      { command: "network-access http://h.test:80", description: "network-access http://h.test:80" },
    ],
    [
      network(["a", "b"]),
      "Bash",
      { command: "network-access http://h.test:80", description: "network-access http://h.test:80" },
    ],
  ] as const)("for %j", (subject, tool_name, tool_input) => {
    const input = permissionRequestInput(turn, subject);
    expect(input).toMatchObject({ tool_name, tool_input });
    expect(input.tool_input).toEqual(tool_input);
    expect(HookInput.is(input)).toBe(true);
  });
});

function network(activeCommands: readonly string[]) {
  return { surface: "network", protocol: "http", host: "h.test", port: 80, activeCommands } as const;
}

describe("the words of a command", () => {
  it.each([
    [["a b", "c"], "'a b' c"],
    [["it's"], `"it's"`],
    [["$x"], "'$x'"],
    [["^a"], "'^a'"],
    [[""], "''"],
    [["é", "a=b", "a,b", "x/y:z@w]"], "'é' 'a=b' 'a,b' x/y:z@w]"],
    [["echo 'hi' \"$x\""], `"echo 'hi' \\""'$x"'`],
    [["\\"], '"\\\\"'],
    [["a\0b"], "<command included NUL byte>"],
  ])("%j are joined as %s", (argv, joined) => expect(shlexJoin(argv)).toBe(joined));
});
