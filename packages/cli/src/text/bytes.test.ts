import { expect, it } from "vitest";
import { bytes } from "./bytes.js";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 KB"],
  [67_108_864, "67.1 MB"],
  [1e15, "1000.0 TB"],
])("%i bytes are %s", (amount, text) => expect(bytes(amount)).toBe(text));
