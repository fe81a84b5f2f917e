import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository, type RepositoryCopy } from "../src/drift/repository-copy.js";
import { writeSchema } from "../src/drift/write-schema.js";

const SCHEMA = "schemas/analytics/codex-hook-run.schema.json";
const GENERATED = "packages/protocol/src/gen/analytics/codex-hook-run.is.ts";

const pristine = copyRepository();
const copies: RepositoryCopy[] = [pristine];

/** A repository in which one thing is not as it should be. */
function repositoryWith(change: (copy: RepositoryCopy) => void): RepositoryCopy {
  const copy = pristine.copy();
  copies.push(copy);
  change(copy);
  return copy;
}

beforeAll(() => {
  // Whatever state the working tree is in, the tests start from one that is as its schemas say.
  expect(writeSchema(pristine.folder).exitCode).toBe(0);
});

afterAll(() => {
  for (const copy of copies) copy.remove("");
});

interface Drift {
  readonly name: string;
  readonly change: (copy: RepositoryCopy) => void;
  /** What the command has to say about it. */
  readonly says: readonly (string | RegExp)[];
}

const DRIFTS: readonly Drift[] = [
  {
    name: "a schema edited without regenerating",
    change: (copy) =>
      copy.write(
        SCHEMA,
        copy.read(SCHEMA).replace("A hook handler finished.", "A hook handler came to its end."),
      ),
    says: [
      "~ docs/reference/",
      "~ packages/protocol/src/gen/types.ts",
      /^- .*A hook handler finished\./m,
      /^\+ .*A hook handler came to its end\./m,
    ],
  },
  {
    name: "a generated file edited by hand",
    change: (copy) => copy.write(GENERATED, `${copy.read(GENERATED)}// more by hand\n`),
    says: [`~ ${GENERATED}`, /^-\/\/ more by hand$/m, "1 generated file has drifted"],
  },
  {
    name: "a stray file in a generated folder",
    change: (copy) =>
      copy.write("packages/protocol/src/gen/analytics/by-hand.ts", "export const lost = 1;\n"),
    says: ["- packages/protocol/src/gen/analytics/by-hand.ts (extra)", "-export const lost = 1;"],
  },
  {
    name: "a missing file",
    change: (copy) => copy.remove(GENERATED),
    says: [`+ ${GENERATED} (missing)`, "+export function isHookRunEvent"],
  },
];

describe.each(DRIFTS)("$name", ({ change, says }) => {
  it("fails the check with a diff and the command that repairs it", () => {
    const copy = repositoryWith(change);
    const before = copy.files();
    const { exitCode, output } = writeSchema(copy.folder, "--check");
    for (const said of [...says, "repair with: pnpm write-schema"]) expect(output).toMatch(said);
    expect(exitCode).toBe(1);
    expect(copy.files(), "a check writes nothing").toEqual(before);
  });
});

it("a repaired repository is as the others are", () => {
  const copy = repositoryWith((each) => each.remove(GENERATED));
  expect(writeSchema(copy.folder).exitCode).toBe(0);
  expect(copy.files()).toEqual(pristine.files());
});

it("a checkout with CRLF has not drifted", () => {
  const copy = repositoryWith((each) => {
    for (const [path, text] of each.files()) each.write(path, text.replaceAll("\n", "\r\n"));
  });
  const { exitCode, output } = writeSchema(copy.folder, "--check");
  expect(output).toContain("as their schemas say");
  expect(exitCode).toBe(0);
});

it("generating twice changes nothing, with what the first run remembers and without", () => {
  const forgetful = repositoryWith(() => {});
  expect(writeSchema(forgetful.folder).output).toContain("none changed");
  expect(writeSchema(forgetful.folder).output).toContain("nothing changed since the last run");
  expect(forgetful.files()).toEqual(pristine.files());
});

describe("broken schemas", () => {
  const broken = repositoryWith((copy) => {
    const schema = JSON.parse(copy.read(SCHEMA));
    delete schema.additionalProperties;
    schema.definitions.HookRunEventParams.properties.thread_id.maxLength = 3;
    delete schema.definitions.HookRunEventParams.properties.status["x-privacy"];
    copy.write(SCHEMA, JSON.stringify(schema));
    copy.write("schemas/permissions/sandbox-mode.schema.json", '{ "title": ');
  });

  it.each(["--check", "--only=types"])(
    "are all reported with place, fault and repair, and nothing is written (%s)",
    (flag) => {
      const before = broken.files();
      const { exitCode, output } = writeSchema(broken.folder, flag);
      for (const problem of PROBLEMS) expect(output).toMatch(problem);
      expect(output).toMatch(/\d+ problems in the schemas; nothing was written\n$/);
      expect(exitCode).toBe(1);
      expect(broken.files()).toEqual(before);
    },
  );
});

/** Each problem is three lines: file and pointer, what is wrong and by which rule, how to mend it. */
const PROBLEMS: readonly RegExp[] = [
  /schemas\/analytics\/codex-hook-run\.schema\.json#\n +.+ \[closed-objects\]\n +→ .*additionalProperties/,
  /codex-hook-run\.schema\.json#\/definitions\/HookRunEventParams\/properties\/thread_id\/maxLength\n +.+maxLength.+ \[portable-subset\]\n +→ .+/,
  /codex-hook-run\.schema\.json#\/definitions\/HookRunEventParams\/properties\/status\n +.+ \[privacy-class\]\n +→ .*x-privacy/,
  /schemas\/permissions\/sandbox-mode\.schema\.json#\n +the file is not JSON.* \[json\]\n +→ .+/,
];
