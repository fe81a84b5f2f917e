/**
 * Measures a comparison of 600 definitions with their next release, or of two folders that are named:
 * `node scripts/run.mjs measure-diff [old new]`.
 */
import { diffSets, schemaSet } from "../packages/codegen/src/compat/index.js";
import { readSources } from "../packages/codegen/src/read-sources.js";
import { manyDefinitions, nextRelease } from "../packages/codegen/test/compat/many-definitions.js";

const [old, now] = process.argv.slice(2);
const definitions = manyDefinitions(600);
const one = (name: string, value: unknown) =>
  schemaSet(name, [{ path: "protocol.json", text: JSON.stringify({ definitions: value }) }]);
const sides =
  old === undefined || now === undefined
    ? ([one("600 definitions", definitions), one("next release", nextRelease(definitions))] as const)
    : ([schemaSet(old, readSources(old)), schemaSet(now, readSources(now))] as const);

const cpu = process.cpuUsage();
const start = performance.now();
const report = await diffSets(...sides);
const wall = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
const unknown = report.contracts.filter((c) => [c.producers, c.storedData, c.consumers].includes("unknown"));
console.log(
  `${sides[0].entries.length} and ${sides[1].entries.length} contracts, ${report.changes.length} changes, ${unknown.length} contracts not known`,
);
console.log(
  `${wall.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of CPU, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
);
