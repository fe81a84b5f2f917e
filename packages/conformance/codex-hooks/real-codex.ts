import { describe, it } from "vitest";
import { whyNoCodex } from "./why-no-codex.js";

/** Tests that need a real Codex. Where there can be none they are skipped, and say why; on CI they fail instead. */
export function realCodex(name: string, body: () => void): void {
  const missing = whyNoCodex();
  if (missing === undefined) return void describe(name, body);
  if (process.env["CI"] === undefined)
    return void describe.skip(`${name}: not held against a real Codex: ${missing}`, body);
  describe(name, () => {
    it("runs on CI", () => {
      throw new Error(`a real Codex must be run on CI: ${missing}`);
    });
  });
}
