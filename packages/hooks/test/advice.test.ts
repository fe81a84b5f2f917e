import { describe, expect, it } from "vitest";
import { describeJudgement, describeProblem, judgeHookRun, outcomeOf } from "../src/judge.js";

const run = (stdout: string, more: { exitCode?: number; stderr?: string } = {}) =>
  judgeHookRun({ event: "PermissionRequest", exitCode: 0, stderr: "", stdout, ...more });
const decide = (decision: unknown) =>
  JSON.stringify({ hookSpecificOutput: { hookEventName: "PermissionRequest", decision } });

describe("what is wrong with an output", () => {
  it("names the member that nobody knows", () => {
    const [problem] = run(decide({ behavior: "allow", scope: "session" })).problems;
    expect(problem?.path).toBe("/hookSpecificOutput/decision/scope");
  });

  it("names every member that is wrong, also when Codex reports the first only", () => {
    const output = JSON.stringify({ continue: false, stopReason: "x", suppressOutput: true });
    expect(run(output).problems.map(({ path }) => path)).toEqual([
      "/continue",
      "/stopReason",
      "/suppressOutput",
    ]);
  });

  it("says where a decision belongs that was written as PreToolUse or other agents have it", () => {
    const output =
      '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","permissionDecision":"allow"}}';
    expect(run(output).problems[0]?.fix).toContain("/hookSpecificOutput/decision");
  });

  it("says that a decision behind a log line is lost", () => {
    const judgement = run(`checking…\n${decide({ behavior: "deny" })}`);
    expect([judgement.status, judgement.problems[0]?.level]).toEqual(["completed", "lost"]);
  });

  it("says that a byte order mark hides the JSON", () => {
    expect(run(`\ufeff${decide({ behavior: "allow" })}`).problems[0]?.reason).toContain("byte order mark");
  });

  it("gives the place where the JSON breaks", () => {
    expect(run(`{\n  "a" 1}`).problems[0]?.reason).toContain("expected `:` at line 2 column 7");
  });

  it("never repeats what the hook printed", () => {
    const secret = "s3cret";
    const outputs = [
      `{"a":"${secret}"`,
      decide(secret),
      decide({ behavior: secret }),
      `["${secret}"]`,
      secret,
    ];
    for (const output of outputs) expect(JSON.stringify(run(output).problems)).not.toContain(secret);
  });

  it("notes the name of another event, which later releases refuse", () => {
    const output = '{"hookSpecificOutput":{"hookEventName":"Stop","decision":{"behavior":"allow"}}}';
    expect(run(output)).toMatchObject({ decision: { behavior: "allow" }, problems: [{ level: "note" }] });
  });

  it("says that stdout is not read with exit code 2", () => {
    const judgement = run(decide({ behavior: "allow" }), { exitCode: 2, stderr: "no" });
    expect([judgement.decision?.behavior, judgement.problems[0]?.level]).toEqual(["deny", "lost"]);
  });
});

describe("a run in words", () => {
  it.each([
    [decide({ behavior: "allow" }), "honoured", "Codex goes ahead, and nobody is asked."],
    [
      decide({ behavior: "deny", message: "no" }),
      "honoured",
      "Codex refuses the request, and the model reads: no.",
    ],
    [
      "",
      "quiet",
      "The hook says nothing: Codex takes its normal approval path, and a reviewer or the user is asked.",
    ],
    [
      "{",
      "failed",
      "The run fails: Codex takes its normal approval path, and a reviewer or the user is asked.",
    ],
  ])("%s is %s", (stdout, outcome, sentence) => {
    expect([outcomeOf(run(stdout)), describeJudgement(run(stdout))]).toEqual([outcome, sentence]);
  });

  it("tells a problem as a place with its reason, and what to write", () => {
    const [problem] = run('{"a":1}').problems;
    expect(problem && describeProblem(problem)[0]).toMatch(/^\/a is not a member/);
  });
});
