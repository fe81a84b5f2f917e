import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { missingPrerequisite } from "./missing-prerequisite.js";
import { type Codex, type CodexOptions, startCodex } from "./start-codex.js";

/**
 * Tests against one real Codex, which runs while they do. Where there can be none they are skipped, and say why;
 * on CI they fail instead.
 */
export function describeCodex(name: string, options: CodexOptions, body: (codex: () => Codex) => void): void {
  describe(name, () => {
    let codex: Codex | undefined;
    let missing: string | undefined;

    beforeAll(async () => {
      missing = await missingPrerequisite();
      if (missing === undefined) codex = await startCodex(options);
      else if (process.env["CI"] !== undefined) throw new Error(`a real Codex must be run on CI: ${missing}`);
      else console.warn(`not held against a real Codex: ${missing}`);
    });
    beforeEach((context) => {
      if (missing !== undefined) context.skip(missing);
    });
    afterAll(() => codex?.stop());

    body(() => {
      if (codex === undefined) throw new Error("Codex runs while tests do");
      return codex;
    });
  });
}
