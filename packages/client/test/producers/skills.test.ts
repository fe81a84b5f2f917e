import { createHash } from "node:crypto";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { describe, expect, it } from "vitest";
import { skillIdInput } from "../../src/facts/skill-id.js";
import { lookUpSkills, skillId } from "../../src/producers/index.js";
import { TRACKING } from "../reducer/facts.js";
import { fakeGit } from "./fake-git.js";

const used = {
  name: "notes",
  scope: "repo",
  path: "/link/app/skills/notes/SKILL.md",
  invoke_type: "explicit",
} as const;
const effects = {
  ...fakeGit("/link/app", { "remote get-url origin": "https://u:p@h/a.git\n" }),
  realpath: async (path: string) => path.replace("/link", "/src"),
};

describe("the look-up of skills", () => {
  it("R35 finds the repository from the folder of the file upwards, and canonical paths", async () => {
    const fact = await lookUpSkills(TRACKING, [used], effects);
    expect(fact).toEqual({
      fact: "skills_invoked",
      tracking: TRACKING,
      skills: [
        {
          ...used,
          repo_url: "https://u:p@h/a.git",
          repo_root: "/src/app",
          canonical_path: "/src/app/skills/notes/SKILL.md",
        },
      ],
    });
  });

  it("R35 what cannot be found is null, and the order is kept", async () => {
    const gone = { ...used, name: "gone", path: "/else/SKILL.md" };
    const broken = { ...effects, realpath: () => Promise.reject(new Error("gone")) };
    const fact = await lookUpSkills(TRACKING, [gone, used], broken);
    expect(fact?.skills).toMatchObject([
      { name: "gone", repo_url: null, repo_root: null, canonical_path: null },
      { name: "notes", repo_url: "https://u:p@h/a.git", repo_root: null, canonical_path: null },
    ]);
  });

  it("D13 no skills make no fact", async () => {
    expect(await lookUpSkills(TRACKING, [], effects)).toBeUndefined();
  });
});

const place = { name: "n", path: "/given/SKILL.md", repo_url: null, repo_root: null, canonical_path: null };
const url = "https://h/a.git";

describe("the id of a skill", () => {
  it.each([
    ["a personal one", { canonical_path: "/real/SKILL.md" }, "personal_/real/SKILL.md_n"],
    ["a path without canonical form counts as given", {}, "personal_/given/SKILL.md_n"],
    [
      "below the root",
      { repo_url: url, repo_root: "/real", canonical_path: "/real/s/SKILL.md" },
      `repo_${url}_s/SKILL.md_n`,
    ],
    [
      "outside the root",
      { repo_url: url, repo_root: "/other", canonical_path: "/real/SKILL.md" },
      `repo_${url}_/real/SKILL.md_n`,
    ],
    [
      "a root that only begins alike",
      { repo_url: url, repo_root: "/re", canonical_path: "/real/SKILL.md" },
      `repo_${url}_/real/SKILL.md_n`,
    ],
    [
      "a URL without root",
      { repo_url: url, canonical_path: "/real/SKILL.md" },
      `repo_${url}_/real/SKILL.md_n`,
    ],
    [
      "a root without URL",
      { repo_root: "/real", canonical_path: "/real/SKILL.md" },
      "personal_/real/SKILL.md_n",
    ],
    [
      "backslashes",
      { repo_url: url, repo_root: "C:\\r", canonical_path: "C:\\r\\s\\SKILL.md" },
      `repo_${url}_s/SKILL.md_n`,
    ],
  ])("R40 is made of origin, path and name: %s", (_case, known, input) => {
    expect(skillIdInput({ ...place, ...known })).toBe(input);
    expect(skillId({ ...place, ...known })).toBe(createHash("sha1").update(input).digest("hex"));
  });

  it.each(recorded("expected-events").filter((line) => line.skill_id_input !== undefined))(
    "R40 equals the id of $name",
    ({ skill_id_input = "", event }) => {
      const [, path = "", name = ""] = /^personal_(.*)_([^_]*)$/.exec(skill_id_input) ?? [];
      const [, remote = "", below = "", repoName = ""] =
        /^repo_(.*\.git)_(.*)_([^_]*)$/.exec(skill_id_input) ?? [];
      const personal = { ...place, name, canonical_path: path };
      const inRepo = {
        ...place,
        name: repoName,
        repo_url: remote,
        repo_root: "/r",
        canonical_path: `/r/${below}`,
      };
      expect(skillId(path === "" ? inRepo : personal)).toBe("skill_id" in event && event.skill_id);
    },
  );
});
