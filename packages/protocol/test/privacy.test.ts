import { describe, expect, it } from "vitest";
import { isReducible, reduceTo } from "../src/gen/privacy.js";
import { classes } from "../src/privacy/classes.js";
import { reduce } from "../src/privacy/reduce.js";
import type { PrivacyShape } from "../src/privacy/shape.js";

const TREE: PrivacyShape = { m: { name: "st?", children: [{ a: () => TREE }, "?"] } };

/** What the shape is, its code, a value, what is left of it at the ceiling internal, and what was removed. */
const CASES: readonly (readonly [
  what: string,
  shape: PrivacyShape,
  value: unknown,
  left: unknown,
  removed: readonly string[],
])[] = [
  ["a value below the ceiling", "it", "a", "a", []],
  ["a nullable value", { m: { a: "st0" } }, { a: "x" }, { a: null }, ["/a sensitive"]],
  ["an optional value", { m: { a: "st?" } }, { a: "x" }, {}, ["/a sensitive"]],
  ["a needed text", { m: { a: "st" } }, { a: "x" }, { a: "redacted" }, ["/a sensitive"]],
  ["a needed path", { m: { a: 'st:"/redacted"' } }, { a: "/x" }, { a: "/redacted" }, ["/a sensitive"]],
  ["a needed id", { m: { a: "dt" } }, { a: "x" }, { a: "redacted" }, ["/a pseudonymous-id"]],
  ["a value that another needs", { m: { a: "st0?!" } }, { a: "x" }, { a: "redacted" }, ["/a sensitive"]],
  ["null, which tells nothing", { m: { a: "st0" } }, { a: null }, { a: null }, []],
  [
    "items of a list",
    { m: { a: [{ a: "st" }, ""] } },
    { a: ["x", "y"] },
    { a: [] },
    ["/a/0 sensitive", "/a/1 sensitive"],
  ],
  [
    "a list that must not be empty",
    { m: { a: [{ a: "st", n: 1 }, "?"] } },
    { a: ["x"] },
    {},
    ["/a/0 sensitive"],
  ],
  ["values of a map", { m: {}, x: "st", k: "p" }, { a: "x" }, {}, ["/* sensitive"]],
  ["keys of a map", { m: {}, x: "pn", k: "s" }, { "/home/me": 1 }, {}, ["/* sensitive"]],
  ["a member that nobody knows", { m: { a: "pt" } }, { a: "x", b: 1 }, { a: "x" }, ["/b unclassified"]],
  ["an unknown name that may be content", { m: {} }, { "my secret": 1 }, {}, ["/* unclassified"]],
  [
    "a value of another type",
    { m: { a: "pt?", b: "pn?" } },
    { a: { c: 1 }, b: "x" },
    {},
    ["/a unclassified", "/b unclassified"],
  ],
  ["a constant that is not one", { m: { a: '="x"' } }, { a: "secret" }, { a: "x" }, ["/a unclassified"]],
  [
    "the branch of a tag",
    { t: "t", b: [{ m: { t: '="x"', a: "st0" } }, { m: { t: '="y"', a: "pt" } }] },
    { t: "x", a: "b" },
    { t: "x", a: null },
    ["/a sensitive"],
  ],
  [
    "a tag that nobody knows",
    { t: "t", b: [{ m: { t: '="x"' } }] },
    { t: "z" },
    undefined,
    [" unclassified"],
  ],
  ["the branch of a JSON type", { u: ["iw", { m: { a: "st?" } }] }, { a: "b" }, {}, ["/a sensitive"]],
  ["no branch of a union", { u: ["iw", { m: {} }] }, [1], undefined, [" unclassified"]],
  [
    "an object that may not be empty",
    { m: { a: [{ m: { b: "st?" }, n: 1 }, "0"] } },
    { a: { b: "x" } },
    { a: null },
    ["/a/b sensitive"],
  ],
  [
    "a type that holds itself",
    TREE,
    { children: [{ name: "x", children: [{ name: "y" }] }] },
    { children: [{ children: [{}] }] },
    ["/children/0/name sensitive", "/children/0/children/0/name sensitive"],
  ],
  [
    "names of Object.prototype",
    { m: { a: "pt" } },
    JSON.parse('{"__proto__":{"a":1},"constructor":"x","a":"b"}'),
    { a: "b" },
    ["/__proto__ unclassified", "/constructor unclassified"],
  ],
];

describe("reducing to the ceiling internal", () => {
  it.each(CASES)("%s", (_what, shape, value, left, removed) => {
    const frozen = JSON.stringify(value);
    const result = reduce(shape, value, "internal");
    expect(result.value).toEqual(left);
    expect(result.removed.map((r) => `${r.path} ${r.class}`)).toEqual(removed);
    expect(JSON.stringify(value)).toBe(frozen);
  });

  it("hashes the keys of a map where a hash is given", () => {
    const shape: PrivacyShape = { m: { a: "pt?" }, x: "pn", k: "s" };
    const hash = (text: string) => (text === "clash" ? "a" : `#${text.length}`);
    const { value, removed } = reduce(shape, { a: "x", "/home": 1, clash: 2 }, "internal", { hash });
    expect(value).toEqual({ a: "x", "#5": 1 });
    expect(removed).toEqual(Array(2).fill({ path: "/*", class: "sensitive" }));
  });

  it("keeps a key that would set a prototype what it is: a key", () => {
    const shape: PrivacyShape = { m: {}, x: "pn", k: "p" };
    const value: unknown = JSON.parse('{"__proto__":1,"b":"x"}');
    expect(JSON.stringify(reduce(shape, value, "internal").value)).toBe('{"__proto__":1}');
  });

  it("names the classes when the ceiling is none of them", () => {
    // What a program in JavaScript may pass.
    expect(() => reduce("pt", "x", "secret" as "public")).toThrow(
      "a ceiling is one of public, internal, pseudonymous-id, sensitive",
    );
  });
});

describe("the classes of a shape", () => {
  it("are listed in wire order, keys of maps too, and a type inside itself once", () => {
    const shape: PrivacyShape = {
      m: { kind: '="x"', tree: [TREE, "0"], list: { a: { u: ["iw", { m: { id: "dt" } }] } } },
      x: "sx",
      k: "s",
    };
    expect([...classes(shape)].map((l) => `${l.path} ${l.class}${l.key ? " key" : ""}`)).toEqual([
      "kind public",
      "tree.name sensitive",
      "list[] internal",
      "list[].id pseudonymous-id",
      "* sensitive key",
      "* sensitive",
    ]);
  });
});

describe("the contracts", () => {
  it("are found by id", () => {
    expect(isReducible("analytics/codex-turn-event")).toBe(true);
    expect(isReducible("toString")).toBe(false);
  });

  it("of any event are told by the event type", () => {
    const event = {
      event_type: "codex_app_used",
      event_params: { connector_id: "c", thread_id: "t", app_name: "secret app", prompt: "secret" },
    };
    const { value, removed } = reduceTo("analytics/analytics-event", event, "public");
    expect(JSON.stringify(value)).not.toContain("secret");
    expect(removed).toContainEqual({ path: "/event_params/prompt", class: "unclassified" });
  });
});
