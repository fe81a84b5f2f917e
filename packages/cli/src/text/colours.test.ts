import { expect, it } from "vitest";
import { colours } from "./colours.js";

const write = () => {};

it.each([
  ["a terminal", true, {}, true],
  ["a pipe", false, {}, false],
  ["a pipe of a CI job", false, { CI: "true" }, false],
  ["a terminal that says no", true, { NO_COLOR: "1" }, false],
  ["a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
  ["a dumb terminal", true, { TERM: "dumb" }, false],
  ["a pipe that is told to", false, { FORCE_COLOR: "1" }, true],
  ["a pipe that is told to by an empty value", false, { FORCE_COLOR: "" }, true],
  ["a terminal that is told not to", true, { FORCE_COLOR: "0" }, false],
  ["a pipe that is told both", false, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("%s", (_, isTTY, env, expected) => {
  expect(colours({ write, isTTY }, env).isColorSupported).toBe(expected);
});
