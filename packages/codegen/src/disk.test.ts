import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesBelow, listFiles } from "./disk.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "disk-"));
  mkdirSync(join(root, "a/b"), { recursive: true });
  mkdirSync(join(root, "empty"));
  for (const path of ["top.json", "a/one.json", "a/b/two.json"]) writeFileSync(join(root, path), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("filesBelow", () => {
  it("lists the files of all folders below, from the folder on", () => {
    expect(filesBelow(root).sort()).toEqual(["a/b/two.json", "a/one.json", "top.json"]);
  });

  it("takes a link for the file that it leads to, and follows none to a folder or to nothing", () => {
    symlinkSync(join(root, "top.json"), join(root, "a/link.json"));
    symlinkSync(root, join(root, "a/round"));
    symlinkSync(join(root, "nowhere"), join(root, "a/dangling.json"));
    expect(filesBelow(join(root, "a")).sort()).toEqual(["b/two.json", "link.json", "one.json"]);
  });

  it("looks into no folder and at no file that is not wanted", () => {
    expect(filesBelow(root, (name) => name !== "b" && name !== "top.json")).toEqual(["a/one.json"]);
  });
});

describe("listFiles", () => {
  it("lists the files of some folders from the repository on; folders that do not exist are empty", () => {
    expect(listFiles(root, ["a/b", "empty", "missing"])).toEqual(["a/b/two.json"]);
  });
});
