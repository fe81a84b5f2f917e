import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./run-command.mjs";

const folders = readdirSync(join(root, "packages")).filter((name) =>
  // What another branch left behind has no manifest.
  existsSync(join(root, "packages", name, "package.json")),
);
const manifests = folders.map((name) => readJson("packages", name, "package.json"));
const published = manifests.filter((manifest) => manifest.private !== true);

describe.each(published)("$name", (manifest) => {
  it("has the scripts by which it is built and checked", () => {
    expect(Object.keys(manifest.scripts)).toEqual(
      expect.arrayContaining(["build", "typecheck", "test", "check:pack"]),
    );
  });

  it("says what it is, for whom it runs and under which licence", () => {
    const { engines, license } = readJson("package.json");
    expect(manifest).toMatchObject({ engines, license, type: "module", description: expect.any(String) });
  });
});

function readJson(...path: string[]) {
  return JSON.parse(readFileSync(join(root, ...path), "utf8"));
}
