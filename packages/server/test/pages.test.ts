import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { configOptions } from "../src/config.js";
import { createServerMetrics } from "../src/metrics/server-metrics.js";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const readme = pathOf("../README.md");
const guide = pathOf("../../../docs/guides/ingestion.md");

/** A page with what stands between two marks replaced. */
function filled(path: string, mark: string, text: string): string {
  const page = readFileSync(path, "utf8");
  const between = new RegExp(`<!-- ${mark} -->\n[\\s\\S]*?<!-- end -->`);
  expect(page).toMatch(between);
  return page.replace(between, () => `<!-- ${mark} -->\n${text}\n<!-- end -->`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// Repaired by `npx vitest run test/pages.test.ts --update` in this package.
it("the README lists every option with its default", async () => {
  const rows = configOptions().map(({ name, default: standard, description }) => {
    const shown = standard === undefined ? "–" : typeof standard === "object" ? "none" : `\`${standard}\``;
    return [`\`${name}\``, shown, description];
  });
  await expect(
    filled(readme, "options", table(["option", "default", "what it is"], rows)),
  ).toMatchFileSnapshot(readme);
});

it("the guide lists every metric", async () => {
  const none = { entries: 0, bytes: 0, oldestReceivedAt: null };
  const sources = {
    lag: () => none,
    pending: () => ({ requests: 0, bytes: 0 }),
    clientDrops: () => new Map(),
    now: () => 0,
  };
  const metrics = await createServerMetrics(sources).registry.getMetricsAsJSON();
  const rows = metrics
    .filter(({ name }) => name.startsWith("codex_contracts_"))
    .map(({ name, type, help }) => [`\`${name.replace("codex_contracts_", "…")}\``, String(type), help]);
  const head = ["metric (`codex_contracts_…`)", "kind", "what it counts"];
  await expect(filled(guide, "metrics", table(head, rows))).toMatchFileSnapshot(guide);
});
