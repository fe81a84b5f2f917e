import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AppServerError, ServerRequests } from "@codex-contracts/client/app-server";
import { beforeEach, describe, expect, it } from "vitest";
import { describeCodex } from "../harness/describe-codex.js";
import { runTurn } from "../harness/run-turn.js";

type CommandApproval = ServerRequests["item/commandExecution/requestApproval"];
type PermissionApproval = ServerRequests["item/permissions/requestApproval"];

/** What the handlers answer, and what they were asked; set anew by each test. */
const answers: {
  command?: () => CommandApproval["response"];
  permissions?: () => PermissionApproval["response"];
} = {};
const asked: { command: CommandApproval["params"][]; permissions: PermissionApproval["params"][] } = {
  command: [],
  permissions: [],
};
const problems: AppServerError[] = [];

const options = {
  model: true,
  config: "request_permissions_tool = true\nexec_permission_approvals = true\n",
  client: {
    handlers: {
      "item/commandExecution/requestApproval": (params: CommandApproval["params"]) => {
        asked.command.push(params);
        return answers.command?.() ?? { decision: "cancel" as const };
      },
      "item/permissions/requestApproval": (params: PermissionApproval["params"]) => {
        asked.permissions.push(params);
        return answers.permissions?.() ?? { permissions: {} };
      },
    },
    onProblem: (problem: AppServerError) => problems.push(problem),
  },
} as const;

beforeEach(() => {
  asked.command.length = 0;
  asked.permissions.length = 0;
  problems.length = 0;
});

describeCodex("approvals that Codex asks for", options, (codex) => {
  const thread = () => ({
    cwd: codex().workspace,
    approvalPolicy: "on-request",
    sandbox: "workspace-write" as const,
  });
  const touch = (file: string) => ({
    name: "exec_command",
    arguments: { cmd: `touch ${file}`, sandbox_permissions: "require_escalated", justification: "to see" },
  });

  describe("of commands", () => {
    it("are told as their contract says, and an accepted command runs", async () => {
      const file = join(codex().root, "accepted");
      answers.command = () => ({ decision: "accept" });
      const { status } = await runTurn(codex().client, thread(), touch(file));
      expect(asked.command).toMatchObject([
        { command: expect.stringContaining(`touch ${file}`), reason: "to see" },
      ]);
      expect([status, existsSync(file), problems]).toEqual(["completed", true, []]);
    });

    it("may be declined: the command does not run", async () => {
      const file = join(codex().root, "declined");
      answers.command = () => ({ decision: "decline" });
      const { status } = await runTurn(codex().client, thread(), touch(file));
      expect([asked.command.length, status, existsSync(file)]).toEqual([1, "completed", false]);
    });

    it("whose handler fails are not given: the command does not run", async () => {
      const file = join(codex().root, "failed");
      answers.command = () => {
        throw new Error("no");
      };
      const { status } = await runTurn(codex().client, thread(), touch(file));
      expect([asked.command.length, status, existsSync(file)]).toEqual([1, "completed", false]);
      expect(problems).toMatchObject([{ code: "HANDLER_FAILED" }]);
    });
  });

  describe("of permissions", () => {
    const request = () => ({
      name: "request_permissions",
      arguments: { reason: "to build", permissions: { file_system: { write: [join(codex().root, "out")] } } },
    });

    it("are told as their contract says, and what is granted reaches the model", async () => {
      const write = [join(codex().root, "out")];
      answers.permissions = () => ({ permissions: { fileSystem: { read: null, write } }, scope: "session" });
      const { said } = await runTurn(codex().client, thread(), request());
      expect(asked.permissions).toMatchObject([{ reason: "to build", cwd: codex().workspace }]);
      expect(asked.permissions[0]?.permissions.fileSystem).toMatchObject({ read: null, write });
      expect(said).toContain('\\"scope\\":\\"session\\"');
      expect(said).toContain(write[0]);
    });

    it("may be refused by granting nothing", async () => {
      answers.permissions = () => ({ permissions: {} });
      const { said } = await runTurn(codex().client, thread(), request());
      expect(asked.permissions).toHaveLength(1);
      expect(said).not.toContain(codex().root);
    });
  });
});
