import { it } from "vitest";
import { expectNoContradiction } from "./pairs.js";

// Two files, so that they run side by side.
it(
  "never calls random schemas compatible when an instance says otherwise (first half)",
  { timeout: 240_000 },
  () => expectNoContradiction(1),
);
