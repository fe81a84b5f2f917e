import { describe, expect, it } from "vitest";
import { locate } from "./locate.js";

const TEXT = `{
  "events": [
    { "event_type": "a", "event_params": {} },
    {
      "event_type": "b",
      "event_params": {
        "list": [1, [2, 3]],
        "a/b": { "~": 1 }
      }
    }
  ],
  "twice": 1,
  "twice": 2
}`;

describe("a pointer is placed at", () => {
  it.each([
    ["the text itself", "", "1:1"],
    ["the name of a member", "/events", "2:3"],
    ["an item", "/events/1", "4:5"],
    ["a member of an item", "/events/0/event_params", "3:26"],
    ["an item of an item", "/events/1/event_params/list/1/0", "7:22"],
    ["a name with a slash", "/events/1/event_params/a~1b", "8:9"],
    ["a name with a tilde", "/events/1/event_params/a~1b/~0", "8:18"],
    ["the object that lacks a member", "/events/0/event_params/thread_id", "3:26"],
    ["what holds the hidden key of a map", "/events/1/event_params/list/*/x", "7:9"],
    ["the text when the root lacks a member", "/nothing", "1:1"],
    ["the last of two members of one name, which is the one that counts", "/twice", "13:3"],
  ])("%s", (_, pointer, place) => {
    expect(locate(TEXT, [pointer]).map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
  });
});

it("places many pointers in one pass, in their order", () => {
  const lines = locate(TEXT, ["/twice", "/events/1/event_type", "/events"]).map(({ line }) => line);
  expect(lines).toEqual([13, 5, 2]);
});

it("places pointers of a text that is nested too deeply at what it reached", () => {
  const deep = `{"a":{"b":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
  expect(locate(deep, ["/a/b"])).toEqual([{ line: 1, column: 7 }]);
});
