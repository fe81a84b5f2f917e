import { expect, it } from "vitest";
import { count } from "./count.js";

it.each([
  [0, "0 findings"],
  [1, "1 finding"],
  [1200, "1,200 findings"],
])("%i are %s", (amount, text) => expect(count(amount, "finding")).toBe(text));
