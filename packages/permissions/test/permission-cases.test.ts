import { describe, expect, it } from "vitest";
import { normalizeHandlers } from "./cases/normalize.js";
import { overlayHandlers } from "./cases/overlay.js";
import type { CaseHandler, PermissionCase } from "./cases/permission-case.js";
import { projectHandlers } from "./cases/project.js";
import { resolveHandlers } from "./cases/resolve.js";
import { roundtripHandlers } from "./cases/roundtrip.js";
import { sessionHandlers } from "./cases/session.js";
import { validateHandlers } from "./cases/validate.js";
import { exceptions } from "./exceptions.js";
import { readNdjson } from "./read-ndjson.js";

const handlers: Readonly<Record<string, CaseHandler>> = {
  ...validateHandlers,
  ...normalizeHandlers,
  ...projectHandlers,
  ...overlayHandlers,
  ...sessionHandlers,
  ...roundtripHandlers,
  ...resolveHandlers,
};

const cases = readNdjson<PermissionCase>("permission-cases");
const keyOf = ({ op, shape, kind }: PermissionCase): string => `${op} ${shape ?? kind ?? "-"}`;

it("has every recorded case, and a judge for each", () => {
  expect(cases).toHaveLength(280);
  expect(cases.filter((recorded) => handlers[keyOf(recorded)] === undefined)).toEqual([]);
  expect(Object.keys(handlers).filter((key) => !cases.some((recorded) => keyOf(recorded) === key))).toEqual(
    [],
  );
});

describe.each(cases.map((recorded) => ({ ...recorded, key: keyOf(recorded) })))("$key: $name", (recorded) => {
  const judge = () => handlers[recorded.key]?.(recorded);
  const reason = exceptions[recorded.name];

  if (reason === undefined) it("is as Codex answered", judge);
  else it(`differs: ${reason}`, () => expect(judge).toThrow());
});
