import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { diffSets, schemaSet } from "../../src/compat/index.js";
import { readSources } from "../../src/read-sources.js";
import { line } from "./sets.js";

const folder = fileURLToPath(new URL("history", import.meta.url));

function compare(change: string) {
  const side = (name: string) => schemaSet(name, readSources(`${folder}/${change}/${name}`));
  return diffSets(side("before"), side("after"));
}

// What each change of the wire did to whom. `consumers` are readers of before that pass what they do not know.
const HISTORY = [
  ["permission-profile", { producers: "breaking", storedData: "breaking", consumers: "compatible" }],
  ["guardian-review", { producers: "breaking", storedData: "compatible", consumers: "breaking" }],
  ["thread-initialized", { producers: "compatible", storedData: "compatible", consumers: "breaking" }],
] as const;

it.each(HISTORY)("%s: says whom the change broke", async (change, verdict) => {
  const { contracts, changes } = await compare(change);
  expect(contracts).toMatchObject([verdict]);
  expect(changes.filter((one) => one.verdict === "unknown")).toEqual([]);
});

// Each line of the files was read against the change; repaired by `vitest run test/compat/history.test.ts --update`.
it.each(HISTORY)("%s: tells each change with the payload that shows it", async (change) => {
  const { changes } = await compare(change);
  const text = changes.map((one) => `${one.says}\n  ${line(one).replaceAll(" | ", "\n  ")}\n`).join("\n");
  await expect(text).toMatchFileSnapshot(`${folder}/${change}/changes.txt`);
});

it("refuses a profile without a tag for the tag alone", async () => {
  const { changes } = await compare("permission-profile");
  const [tag] = changes.filter(({ says }) => says === "type has to be there");
  expect(tag?.witnesses.map(({ acceptedBy, payload }) => [acceptedBy, payload])).toEqual([
    ["old", { network: { enabled: false }, fileSystem: {} }],
    ["new", { type: "managed", network: { enabled: false }, fileSystem: { type: "unrestricted" } }],
  ]);
});

it("shows one new thing at a time in the threads of subagents", async () => {
  const { changes } = await compare("thread-initialized");
  const news = changes.flatMap(({ witnesses }) => witnesses).map(({ payload }) => JSON.stringify(payload));
  const signs = [
    '"experimental_api_enabled":null',
    '"thread_source":"subagent"',
    '"subagent_source":"x"',
    '"parent_thread_id":"x"',
  ];
  expect(news.map((text) => signs.filter((sign) => text.includes(sign)).length)).toEqual([1, 1, 1, 1]);
});
