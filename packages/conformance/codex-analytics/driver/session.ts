import { automaticCompactions, compactionForSmallerModel, manualCompactions } from "./scenes/compactions.js";
import { hooks } from "./scenes/hooks.js";
import { loadedThreads, plainThread, reloadedThreads, unloadedThreads } from "./scenes/lifecycle.js";
import { guardianReviews, userApprovals } from "./scenes/reviews.js";
import { skills } from "./scenes/skills.js";
import { foreignThreads } from "./scenes/sources.js";
import { steers } from "./scenes/steers.js";
import { reviews, subagents } from "./scenes/subagents.js";
import {
  completedTurns,
  failedTurns,
  interruptedTurns,
  loggedOutTurn,
  otherThreads,
} from "./scenes/turns.js";
import type { Stage } from "./stage.js";

/** A process of Codex and what is done with it. */
export interface Act {
  readonly name: string;
  readonly args: readonly string[];
  /** Whether the user has hooks. */
  readonly hooks: boolean;
  readonly initialize: object;
  /** Whether the login can be made good again when it is refused. Default `token`. */
  readonly refresh?: "token" | "expired";
  readonly scenes: readonly ((stage: Stage) => Promise<void>)[];
}

/** The whole session: three processes on one CODEX_HOME, one after the other. */
export const SESSION: readonly Act[] = [
  {
    name: "first",
    args: [],
    hooks: false,
    initialize: {
      clientInfo: { name: "my-ide", title: "My IDE", version: "1.2.3" },
      capabilities: { experimentalApi: true },
    },
    scenes: [
      completedTurns,
      otherThreads,
      failedTurns,
      interruptedTurns,
      steers,
      manualCompactions,
      automaticCompactions,
      compactionForSmallerModel,
      guardianReviews,
      userApprovals,
      subagents,
      reviews,
      skills,
      loadedThreads,
      reloadedThreads,
    ],
  },
  {
    name: "second",
    args: ["-c", 'hooks.Stop=[{hooks=[{type="command",command="true"}]}]'],
    hooks: true,
    initialize: { clientInfo: { name: "other-ide", title: null, version: "4.5.6" }, capabilities: {} },
    scenes: [hooks, subagents, unloadedThreads, foreignThreads],
  },
  {
    name: "third",
    args: [],
    hooks: false,
    initialize: { clientInfo: { name: "bot", version: "0" } },
    refresh: "expired",
    scenes: [plainThread, loggedOutTurn],
  },
];
