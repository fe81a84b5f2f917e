import { expect, it } from "vitest";
import { KINDS, OPENNESS } from "./grid.js";
import { diffPlain, lines, object, TEXT } from "./sets.js";

// Add and remove, required, optional and with a default, in closed and open objects and in maps: whether old payloads
// pass after, whether new payloads pass before, and the change in a line with the payloads that show it.
const GRID = [
  [
    "add",
    "required",
    "closed",
    "breaking",
    "breaking",
    'major required-property-added / | producers stored-data consumers typescript | old: {"a":"x"} | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "required",
    "closed",
    "breaking",
    "breaking",
    'major required-property-removed / | producers stored-data consumers typescript | old: {"a":"x","b":0} | new: {"a":"x"}',
  ],
  [
    "add",
    "optional",
    "closed",
    "compatible",
    "breaking",
    'minor property-added / | consumers | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "optional",
    "closed",
    "breaking",
    "compatible",
    'major property-removed / | producers stored-data typescript | old: {"a":"x","b":0}',
  ],
  [
    "add",
    "default",
    "closed",
    "compatible",
    "breaking",
    'minor property-added / | consumers | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "default",
    "closed",
    "breaking",
    "compatible",
    'major property-removed / | producers stored-data typescript | old: {"a":"x","b":0}',
  ],
  [
    "add",
    "required with default",
    "closed",
    "breaking",
    "breaking",
    'major required-property-added / | producers stored-data consumers typescript | old: {"a":"x"} | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "required with default",
    "closed",
    "breaking",
    "breaking",
    'major required-property-removed / | producers stored-data consumers typescript | old: {"a":"x","b":0} | new: {"a":"x"}',
  ],
  [
    "add",
    "required",
    "open",
    "breaking",
    "compatible",
    'major required-property-described / | producers stored-data typescript | old: {"a":"x"}',
  ],
  [
    "remove",
    "required",
    "open",
    "compatible",
    "breaking",
    'major required-property-undescribed / | consumers typescript | new: {"a":"x"}',
  ],
  [
    "add",
    "optional",
    "open",
    "breaking",
    "compatible",
    'minor property-described / | producers stored-data | old: {"a":"x","b":null}',
  ],
  [
    "remove",
    "optional",
    "open",
    "compatible",
    "breaking",
    'major property-undescribed / | consumers typescript | new: {"a":"x","b":null}',
  ],
  [
    "add",
    "default",
    "open",
    "breaking",
    "compatible",
    'minor property-described / | producers stored-data | old: {"a":"x","b":null}',
  ],
  [
    "remove",
    "default",
    "open",
    "compatible",
    "breaking",
    'major property-undescribed / | consumers typescript | new: {"a":"x","b":null}',
  ],
  [
    "add",
    "required with default",
    "open",
    "breaking",
    "compatible",
    'major required-property-described / | producers stored-data typescript | old: {"a":"x"}',
  ],
  [
    "remove",
    "required with default",
    "open",
    "compatible",
    "breaking",
    'major required-property-undescribed / | consumers typescript | new: {"a":"x"}',
  ],
  [
    "add",
    "required",
    "map",
    "breaking",
    "breaking",
    'major required-property-described / | producers stored-data consumers typescript | old: {"a":"x"} | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "required",
    "map",
    "breaking",
    "breaking",
    'major required-property-undescribed / | producers stored-data consumers typescript | old: {"a":"x","b":0} | new: {"a":"x"}',
  ],
  [
    "add",
    "optional",
    "map",
    "breaking",
    "breaking",
    'minor property-described / | producers stored-data consumers | old: {"a":"x","b":false} | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "optional",
    "map",
    "breaking",
    "breaking",
    'major property-undescribed / | producers stored-data consumers typescript | old: {"a":"x","b":0} | new: {"a":"x","b":false}',
  ],
  [
    "add",
    "default",
    "map",
    "breaking",
    "breaking",
    'minor property-described / | producers stored-data consumers | old: {"a":"x","b":false} | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "default",
    "map",
    "breaking",
    "breaking",
    'major property-undescribed / | producers stored-data consumers typescript | old: {"a":"x","b":0} | new: {"a":"x","b":false}',
  ],
  [
    "add",
    "required with default",
    "map",
    "breaking",
    "breaking",
    'major required-property-described / | producers stored-data consumers typescript | old: {"a":"x"} | new: {"a":"x","b":0}',
  ],
  [
    "remove",
    "required with default",
    "map",
    "breaking",
    "breaking",
    'major required-property-undescribed / | producers stored-data consumers typescript | old: {"a":"x","b":0} | new: {"a":"x"}',
  ],
] as const;

it.each(GRID)(
  "%s a %s member, %s object: %s, %s",
  async (verb, kind, openness, producers, consumers, change) => {
    const { b, required } = KINDS[kind];
    const without = object({ a: TEXT }, ["a"], OPENNESS[openness]);
    const withIt = object({ a: TEXT, b }, required ? ["a", "b"] : ["a"], OPENNESS[openness]);
    const report = await (verb === "add" ? diffPlain(without, withIt) : diffPlain(withIt, without));
    expect(lines(report)).toEqual([change]);
    expect(report.contracts).toMatchObject([{ producers, consumers }]);
  },
);

it("knows each cell of the grid", () => {
  const cells = GRID.map(([verb, kind, openness]) => `${verb} ${kind} ${openness}`);
  expect(new Set(cells).size).toBe(2 * Object.keys(KINDS).length * Object.keys(OPENNESS).length);
});
