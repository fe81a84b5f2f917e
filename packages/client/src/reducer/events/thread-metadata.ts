import type { ThreadInitializedEventParams } from "@codex-contracts/protocol/analytics";
import type { SubagentSource } from "@codex-contracts/protocol/facts";
import { isRecord } from "../read/is-record.js";

/** What events say of the origin of a thread. */
export type ThreadOrigin = Pick<
  ThreadInitializedEventParams,
  "thread_source" | "subagent_source" | "parent_thread_id"
>;

/** What later events say of a thread (R8). */
export interface ThreadMetadata extends ThreadOrigin {
  readonly initialization_mode: ThreadInitializedEventParams["initialization_mode"];
}

const NEITHER: ThreadOrigin = { thread_source: null, subagent_source: null, parent_thread_id: null };
const USER: ThreadOrigin = { thread_source: "user", subagent_source: null, parent_thread_id: null };
const SOURCE_WORDS: ReadonlyMap<unknown, ThreadOrigin> = new Map([
  ["cli", USER],
  ["vscode", USER],
  ["exec", USER],
]);

/** Classifies the source of a thread as the app-server says it (R10); what is not known counts as neither. */
export function originOf(source: unknown): ThreadOrigin {
  if (typeof source === "string") return SOURCE_WORDS.get(source) ?? NEITHER;
  const subagent = isRecord(source) ? source["subAgent"] : undefined;
  return subagent === undefined ? NEITHER : (subagentOrigin(subagent) ?? NEITHER);
}

/** Classifies what a subagent is for (R10); undefined when that is no known form. */
export function subagentOrigin(source: SubagentSource | unknown): ThreadOrigin | undefined {
  if (typeof source === "string") return subagent(source, null);
  if (!isRecord(source)) return undefined;
  const { thread_spawn: spawn, other } = source;
  if (typeof other === "string") return subagent(other, null);
  if (!isRecord(spawn)) return undefined;
  const parent = spawn["parent_thread_id"];
  return subagent("thread_spawn", typeof parent === "string" ? parent : null);
}

function subagent(subagent_source: string, parent_thread_id: string | null): ThreadOrigin {
  return { thread_source: "subagent", subagent_source, parent_thread_id };
}
