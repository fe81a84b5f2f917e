import { catalogue } from "@codex-contracts/protocol/catalogue";
import { describe, expect, it } from "vitest";
// The built one: it reads the pages that the build has put beside it.
import { readPart } from "../dist/show/parts.js";

describe.each(catalogue)("$id", ({ id, name }) => {
  it("has docs", async () => expect(await readPart.docs(id)).toContain(`\n# ${name}\n`));

  it("has a type", async () => {
    expect(await readPart.type(id)).toMatch(new RegExp(`^export (interface|type) ${name}\\b`, "m"));
  });

  it("has a schema", async () => {
    expect(await readPart.schema(id)).toMatchObject({ $schema: expect.any(String), title: name });
  });

  it("has an example", async () => expect(await readPart.example(id)).toBeDefined());
});
