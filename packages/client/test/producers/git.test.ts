import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { collectGitWorkspaces, type GitEffects, startTurnGit } from "../../src/producers/index.js";
import type { Fact } from "../../src/reducer/index.js";
import { turnCompleted } from "../reducer/facts.js";
import { fakeGit } from "./fake-git.js";

const REMOTES =
  "origin\thttps://u:p@h/a/app.git?x=1 (fetch)\norigin\thttps://h/a/app.git (push)\nwork\tgit@h:b/app.git (fetch) [blob:none]\n";
const collect = (outputs: Parameters<typeof fakeGit>[1], cwd = "/src/app/lib") =>
  collectGitWorkspaces(cwd, { effects: fakeGit("/src/app", outputs) });

describe("the state of a repository", () => {
  it("M4 holds fetch URLs, HEAD and whether there are changes, under the root", async () => {
    const found = await collect({
      "remote -v": REMOTES,
      "rev-parse HEAD": "abc\n",
      "status --porcelain": "",
    });
    expect(found).toEqual({
      "/src/app": {
        associated_remote_urls: { origin: "https://h/a/app.git", work: "h:b/app.git" },
        latest_git_commit_hash: "abc",
        has_changes: false,
      },
    });
  });

  it("M4 what fails is left out", async () => {
    expect(await collect({ "remote -v": "", "status --porcelain": " M a\n" })).toEqual({
      "/src/app": { has_changes: true },
    });
  });

  it("M4 is nothing when everything fails, or outside a repository", async () => {
    expect(await collect({})).toBeNull();
    expect(await collect({ "rev-parse HEAD": "abc" }, "/elsewhere")).toBeNull();
  });

  it("M4 asks in parallel, five seconds each", async () => {
    const never = new Promise<string>(() => {});
    const git = fakeGit("/src/app", {
      "remote -v": never,
      "rev-parse HEAD": never,
      "status --porcelain": never,
    });
    void collectGitWorkspaces("/src/app", { effects: git });
    await new Promise(setImmediate);
    expect(git.calls).toEqual([
      "remote -v in /src/app within 5000",
      "rev-parse HEAD in /src/app within 5000",
      "status --porcelain in /src/app within 5000",
    ]);
  });
});

describe("a real repository", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "git-state-")));
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, { cwd: folder, stdio: "pipe" }).toString().trim();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("M4 is read by the git of the machine", async () => {
    expect(await collectGitWorkspaces(folder)).toBeNull();
    git("init", "-q");
    expect(await collectGitWorkspaces(folder)).toEqual({ [folder]: { has_changes: false } });
    git("remote", "add", "origin", "https://me:secret@example.com/o/r.git");
    writeFileSync(join(folder, "a"), "1");
    git("add", "a");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a");
    writeFileSync(join(folder, "a"), "2");
    expect(await collectGitWorkspaces(folder)).toEqual({
      [folder]: {
        associated_remote_urls: { origin: "https://example.com/o/r.git" },
        latest_git_commit_hash: git("rev-parse", "HEAD"),
        has_changes: true,
      },
    });
  });

  it("M4 is that of the folder, whatever repository a surrounding git works in", async () => {
    process.env["GIT_DIR"] = join(folder, "nowhere");
    try {
      expect(await collectGitWorkspaces(folder)).toMatchObject({ [folder]: { has_changes: true } });
    } finally {
      delete process.env["GIT_DIR"];
    }
  });

  it("M4 a folder that is gone is no repository", async () => {
    expect(
      await collectGitWorkspaces(join(folder, "gone", "for", "ever"), { effects: noRepository }),
    ).toBeNull();
  });
});

const noRepository: GitEffects = { hasGit: async () => false, runGit: async () => undefined };

describe("the end of a turn", () => {
  const done = turnCompleted();
  /** A look-up that a test ends, and a turn that belongs to it. */
  function turnWith(options: { readonly waitForEnrichment?: boolean } = {}) {
    const recorded: Fact[] = [];
    let find: (head: string | undefined) => void = () => {};
    let tired: () => void = () => {};
    const head = new Promise<string | undefined>((resolve) => {
      find = resolve;
    });
    const turn = startTurnGit(
      { thread_id: "th", turn_id: "tu", cwd: "/src/app" },
      {
        record: (fact) => recorded.push(fact),
        effects: fakeGit("/src/app", { "rev-parse HEAD": head }),
        sleep: () => new Promise((resolve) => (tired = resolve)),
        ...options,
      },
    );
    return { turn, recorded, find: (text: string | undefined) => find(text), tire: () => tired() };
  }
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const found = {
    fact: "turn_git_metadata",
    thread_id: "th",
    turn_id: "tu",
    git_workspaces: { "/src/app": { latest_git_commit_hash: "abc" } },
  };

  it("P5 waits for the look-up that still runs, then records the git state and the completion", async () => {
    const { turn, recorded, find } = turnWith();
    const end = turn.complete(done);
    await settled();
    expect(recorded).toEqual([]);
    expect(turn.workspaces).toBeNull();
    find("abc");
    await end;
    expect(recorded).toEqual([found, done]);
    expect(turn.workspaces).toEqual(found.git_workspaces);
  });

  it("P5 waits no longer than the limit", async () => {
    const { turn, recorded, find, tire } = turnWith();
    const end = turn.complete(done);
    tire();
    await end;
    find("late");
    await settled();
    expect(recorded).toEqual([done]);
    expect(turn.workspaces).toBeNull();
  });

  it("P5 without waiting it takes what is ready", async () => {
    const early = turnWith({ waitForEnrichment: false });
    await early.turn.complete(done);
    expect(early.recorded).toEqual([done]);
    const late = turnWith({ waitForEnrichment: false });
    late.find("abc");
    await settled();
    await late.turn.complete(done);
    expect(late.recorded).toEqual([found, done]);
  });

  it("P5 an interrupted turn does not wait and records no git state, even when it is known", async () => {
    const { turn, recorded, find } = turnWith();
    find("abc");
    await settled();
    turn.interrupt(done);
    expect(recorded).toEqual([done]);
  });

  it("P5 an interrupt ends the waiting of a completion", async () => {
    const { turn, recorded, tire } = turnWith();
    const end = turn.complete(done);
    turn.interrupt(done);
    tire();
    await end;
    expect(recorded).toEqual([done]);
  });

  it("P5 a turn without anything found records only its completion", async () => {
    const { turn, recorded, find } = turnWith();
    find(undefined);
    await turn.complete(done);
    expect(recorded).toEqual([done]);
  });

  it("P5 the limit can be set", async () => {
    const recorded: Fact[] = [];
    const effects = fakeGit("/src/app", { "rev-parse HEAD": new Promise<string>(() => {}) });
    const turn = startTurnGit(
      { thread_id: "th", turn_id: "tu", cwd: "/src/app" },
      { record: (fact) => recorded.push(fact), effects, waitMs: 1 },
    );
    await turn.complete(done);
    expect(recorded).toEqual([done]);
  });
});
