import { effectOf } from "../judgement.js";
import { contextOf } from "./context.js";
import type { EventRules } from "./event-rules.js";
import { stopEffect, textAsContext } from "./stopping.js";

export const sessionStartRules: EventRules = {
  refusals: [],
  effect: (output) => (output.continues ? effectOf("completed", contextOf(output)) : stopEffect(output)),
  text: textAsContext,
};
