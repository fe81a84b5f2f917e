import { afterEach, beforeEach, expect, it } from "vitest";
import { type Scratch, schema, scratchRepo } from "./scratch.js";

const NAME = { name: { type: "string" } };

let repo: Scratch;
beforeEach(() => {
  repo = scratchRepo();
  release("1.2.0");
});
afterEach(() => repo.remove());

/** The schemas, and a package that ships something generated from them. */
function state(properties: Readonly<Record<string, unknown>>, version: string): void {
  const thing = schema(
    properties,
    Object.keys(properties).filter((name) => name === "name"),
  );
  repo.write("schemas/thing.schema.json", thing);
  repo.write("packages/protocol/schemas/thing.json", thing);
  repo.write("packages/protocol/package.json", { name: "@codex-contracts/protocol", version });
  repo.write("packages/tools/package.json", { name: "tools", version, private: true });
}

function release(version: string): void {
  state(NAME, version);
  repo.commit(`@codex-contracts/protocol@${version}`);
}

const check = () => repo.run("changeset", "--check");

it("asks for none while the schemas are those of the release", () => {
  expect(check()).toMatchObject({
    code: 0,
    out: "the schemas are those of @codex-contracts/protocol@1.2.0: no changeset is needed for them\n",
  });
});

it("says so and passes where there is no release", () => {
  repo.git("tag", "--delete", "@codex-contracts/protocol@1.2.0");
  expect(check()).toMatchObject({ code: 0, out: expect.stringContaining("no release yet") });
});

it("fails without a changeset, and with one that says too little", () => {
  state({}, "1.2.0");
  expect(check()).toMatchObject({
    code: 1,
    out: expect.stringContaining("@codex-contracts/protocol needs a major release and has no changeset"),
  });
  repo.write(".changeset/small.md", '---\n"@codex-contracts/protocol": minor\n---\n\nA small thing.\n');
  const { code, out } = check();
  expect(code).toBe(1);
  expect(out).toBe(
    [
      "@codex-contracts/protocol needs a major release and has a minor one",
      "because of, since @codex-contracts/protocol@1.2.0:",
      "  thing: name, which was required, may not be there any more",
      "→ codex-contracts changeset",
      "",
    ].join("\n"),
  );
});

it("writes a changeset that passes", () => {
  state({ ...NAME, colour: { type: "string" } }, "1.2.0");
  expect(repo.run("changeset").out).toBe("wrote .changeset/contracts.md\n");
  expect(repo.read(".changeset/contracts.md")).toBe(
    [
      "---",
      '"@codex-contracts/protocol": minor',
      "---",
      "",
      "**contracts**: changes in 1 contract, found by comparing the schemas with the last release.",
      "",
      '- `thing`: colour may be there. Breaks consumers. not accepted before: `{"name":"x","colour":"x"}`',
      "",
    ].join("\n"),
  );
  expect(check().code).toBe(0);
});

it("takes the version itself for the changeset while a release is made", () => {
  state({}, "2.0.0");
  expect(check().code).toBe(0);
  state({}, "1.3.0");
  expect(check().code).toBe(1);
});

it("asks for a minor release where a major change is made below 1.0.0", () => {
  release("0.4.0");
  repo.git("tag", "--delete", "@codex-contracts/protocol@1.2.0");
  state({}, "0.4.0");
  expect(repo.run("changeset", "--dry-run").out).toContain('"@codex-contracts/protocol": minor');
});
