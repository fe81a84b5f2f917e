// The same on Node, with what only Node has: schemas as files and as modules, and the recorded traffic.
import { readFileSync } from "node:fs";
import { buildHookRunEvent, fixturesOf } from "@codex-contracts/fixtures";
import { recorded } from "@codex-contracts/fixtures/recorded";
import { AnalyticsEvent, type HookRunEvent } from "@codex-contracts/protocol";
import consumerSchema from "@codex-contracts/protocol/schemas/analytics/codex-hook-run.consumer.json" with {
  type: "json",
};
import { answers } from "./answers.js";

const file = new URL(import.meta.resolve("@codex-contracts/protocol/schemas/analytics/codex-hook-run.json"));
const built: HookRunEvent = buildHookRunEvent({ status: "failed" });

console.log(
  JSON.stringify({
    ...answers(),
    titles: [consumerSchema.title, JSON.parse(readFileSync(file, "utf8")).title],
    recorded: recorded("codex-0.125.0-events").filter(AnalyticsEvent.is).length,
    built: AnalyticsEvent.is(built),
    examples: fixturesOf("analytics/codex-hook-run").some(({ kind }) => kind === "valid"),
  }),
);
