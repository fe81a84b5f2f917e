import { describe, expect, it } from "vitest";
import { detectFormat } from "./detect-format.js";

describe("an input is read line by line", () => {
  it.each([
    ["empty", ""],
    ["blank", "\n \n\n"],
    ["one message on one line", '{"a":1}\n'],
    ["several messages", '{"a":1}\n{"a":2}\n'],
    ["an array on one line", '[{"a":1},{"a":2}]'],
    ["a blank line first", '\n{"a":1}\n'],
    ["carriage returns", '{"a":1}\r\n{"a":2}\r\n'],
    ["a first line that is no JSON", 'oops\n{"a":1}\n'],
    ["a first line that is cut inside a string", '{"a":"x\n{"a":1}\n'],
    ["a first line that is cut behind a comma", '{"a":1,\n{"a":1}\n{"a":2}\n'],
    ["a first line that is cut behind a colon", '{"a":\n{"a":1}\n{"a":2}\n'],
    ["a first line with too much", '{"a":1}}\n{"a":1}\n'],
  ])("%s", (_, head) => expect(detectFormat(head)).toBe("lines"));
});

describe("an input is read as one document", () => {
  it.each([
    ["a pretty message", '{\n  "a": 1\n}\n'],
    ["a pretty message that is not over yet", '{\n  "a": 1,\n'],
    ["an array of messages", '[\n{"a":1},\n{"a":2}\n]\n'],
    ["an array of messages that is not over yet", '[\n{"a":1},\n'],
    ["an array of messages that lacks its end", '[\n{"a":1},\n{"a":2}\n'],
    ["a member on the first line", '{"a": 1,\n "b": 2}\n'],
    ["a request opened on the first line", '{"events": [\n{"a":1},\n'],
    ["a pretty message with a mistake", '{\n  "a": 1\n  "b": 2\n}\n'],
    ["carriage returns", '{\r\n  "a": 1\r\n}\r\n'],
  ])("%s", (_, head) => expect(detectFormat(head)).toBe("document"));
});
