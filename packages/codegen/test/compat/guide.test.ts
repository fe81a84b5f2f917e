import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { RULES, severityOf } from "../../src/compat/index.js";

const guide = fileURLToPath(new URL("../../../../docs/guides/compatibility.md", import.meta.url));

/** The rules as the guide lists them, each beside its mirror. */
function table(): string {
  const rows = [...RULES].map(([id, rule]) => {
    const both = severityOf(rule, "both");
    const notes = [rule.typescript, rule.note].filter((note) => note !== undefined).join("; ");
    return `| \`${id}\` | ${rule.says.replace("$", "…")} | ${rule.read} | ${rule.write} | ${both} | \`${rule.mirror}\` | ${notes} |`;
  });
  return [
    "| rule | what changed | read | write | both | mirror | users of the types, notes |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

// Repaired by `npx vitest run test/compat/guide.test.ts --update` in this package.
it("lists every rule in the guide", async () => {
  const text = readFileSync(guide, "utf8").replace(
    /<!-- generated rules -->[\s\S]*?<!-- end -->/,
    `<!-- generated rules -->\n${table()}\n<!-- end -->`,
  );
  await expect(text).toMatchFileSnapshot(guide);
});
