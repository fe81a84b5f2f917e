import type { HookEventName } from "@codex-contracts/protocol/hooks";

/** What one configured hook does when its event comes. */
export interface ScriptedHook {
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Seconds before it prints. */
  readonly delay?: number;
  /** A shell script in place of all that; it runs in the folder of the case. */
  readonly script?: string;
  /** Whether a Stop hook answers each time, and not only the first time in a turn. */
  readonly repeats?: boolean;
}

/** One turn of a real Codex with one or two hooks at one event. */
export interface Case {
  readonly name: string;
  readonly event: HookEventName;
  readonly hooks: readonly ScriptedHook[];
  /** What the model calls; a command when absent. */
  readonly tool?: "exec" | "patch";
}

/** What the driver is asked to do. */
export interface Plan {
  readonly binary: string;
  /** Folder for CODEX_HOME and the folders of the cases; it exists and is empty. */
  readonly folder: string;
  readonly cases: readonly Case[];
  /** Seconds that each configured hook gets. */
  readonly timeout: number;
  /** How many turns run at the same time. */
  readonly turns: number;
  /** hooks.json files to load one after the other, each with a Codex of its own. */
  readonly configs: readonly { readonly name: string; readonly text: string }[];
}

/** A finished hook as Codex reports it. */
export interface ReportedRun {
  readonly id: string;
  readonly eventName: string;
  readonly displayOrder: number;
  readonly status: string;
  readonly entries: readonly { readonly kind: string; readonly text: string }[];
  readonly source?: string;
  readonly sourcePath: string;
  readonly scope: string;
  readonly handlerType: string;
  readonly executionMode: string;
  readonly durationMs: number | null;
}

/** What a real Codex did in one case. */
export interface CaseResult {
  readonly kind: "case";
  readonly name: string;
  readonly turn: string;
  /** Runs of the event of the case, in the order of declaration. */
  readonly runs: readonly ReportedRun[];
  /** How many times the user was asked. */
  readonly asks: number;
  /** Whether the command of the model ran. */
  readonly ran: boolean;
  /** What the model got back from its tool call; null when the turn ended before. */
  readonly toolOutput: string | null;
  /** Developer messages that the hooks added, in all requests to the model. */
  readonly contexts: readonly string[];
  /** User messages of the last request, after the prompt. */
  readonly prompts: readonly string[];
  readonly requests: number;
  /** The stdin of the first hook of the event, for each of its runs. */
  readonly stdins: readonly string[];
}

/** What a real Codex said when it loaded a hooks.json. */
export interface ConfigResult {
  readonly kind: "config";
  readonly name: string;
  readonly warnings: readonly string[];
  /** Events whose hooks ran, in order of completion of the turn. */
  readonly ran: readonly { readonly eventName: string; readonly displayOrder: number }[];
}
