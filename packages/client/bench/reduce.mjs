/**
 * What the reducer costs, with many threads known and as many turns left behind: per fact without an event, and
 * per completion, which sends one. Facts are parsed from JSON beforehand, as from a wire, so that each has texts
 * of its own; a round reduces 200 turns at a time and the table gives the median and the fastest of the rounds.
 * Needs a build: `pnpm --filter @codex-contracts/client build`, then `node bench/reduce.mjs`.
 */
import { randomUUID } from "node:crypto";
import { initialState, reduce, stateUse } from "../dist/reducer/index.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 200);
const TURNS = 200;
const NOW = 1_777_000_000_000;
const runtime = {
  codex_rs_version: "0.125.0",
  runtime_os: "linux",
  runtime_os_version: "24.04",
  runtime_arch: "x86_64",
};
const wire = (value) => JSON.parse(JSON.stringify(value));

const initialize = {
  fact: "initialize",
  connection_id: 1,
  params: { clientInfo: { name: "bench", version: "1" } },
  product_client_id: "bench",
  runtime,
  rpc_transport: "stdio",
};
const opened = (id) => ({
  fact: "response",
  connection_id: 1,
  response: {
    id: 1,
    method: "thread/start",
    result: { model: "m", thread: { id, ephemeral: false, source: "vscode", createdAt: 1 } },
  },
});
const notified = (method, params) => ({ fact: "notification", notification: { method, params } });
const started = (threadId, id) => notified("turn/started", { threadId, turn: { id, startedAt: 1 } });

/** The facts of a turn; all but the last send nothing. */
function turnFacts(threadId, id, requestId) {
  const ids = { turn_id: id, thread_id: threadId };
  return [
    {
      fact: "request",
      connection_id: 1,
      request: { id: requestId, method: "turn/start", params: { threadId, input: [{ type: "text" }] } },
    },
    {
      fact: "response",
      connection_id: 1,
      response: { id: requestId, method: "turn/start", result: { turn: { id } } },
    },
    started(threadId, id),
    {
      fact: "turn_resolved_config",
      ...ids,
      num_input_images: 0,
      submission_type: null,
      ephemeral: false,
      session_source: "vscode",
      model: "m",
      model_provider: "p",
      sandbox_policy: { type: "read-only" },
      reasoning_effort: null,
      reasoning_summary: null,
      service_tier: null,
      approval_policy: "never",
      approvals_reviewer: "user",
      sandbox_network_access: false,
      collaboration_mode: "default",
      personality: null,
      is_first_turn: true,
    },
    notified("item/started", { threadId, turnId: id }),
    {
      fact: "turn_token_usage",
      ...ids,
      input_tokens: 1,
      cached_input_tokens: 1,
      output_tokens: 1,
      reasoning_output_tokens: 1,
      total_tokens: 1,
    },
    notified("turn/completed", {
      threadId,
      turn: { id, status: "completed", completedAt: 2, durationMs: 3 },
    }),
  ];
}

function measure(threads) {
  const limits = { threads: { entries: 4 * threads }, turns: { entries: 4 * threads } };
  let state = initialState({ runtime, limits });
  const take = (fact) => {
    const outcome = reduce(state, fact, NOW);
    state = outcome.state;
    return outcome.events.length;
  };
  take(initialize);
  const ids = Array.from({ length: threads }, () => randomUUID());
  for (const id of ids) take(wire(opened(id)));
  for (const id of ids) take(wire(started(id, randomUUID())));
  const quiet = [];
  const sending = [];
  for (let round = 0; round < ROUNDS; round++) {
    const turns = Array.from({ length: TURNS }, (_, i) => {
      const at = round * TURNS + i;
      return turnFacts(ids[(at * 7919) % threads], randomUUID(), at).map(wire);
    });
    const before = process.hrtime.bigint();
    for (const facts of turns) for (const fact of facts.slice(0, -1)) take(fact);
    const between = process.hrtime.bigint();
    let events = 0;
    for (const facts of turns) events += take(facts.at(-1));
    const after = process.hrtime.bigint();
    if (events !== TURNS) throw new Error(`expected ${TURNS} events, found ${events}`);
    quiet.push(Number(between - before) / TURNS / 6);
    sending.push(Number(after - between) / TURNS);
  }
  if (stateUse(state).turns.entries !== threads) throw new Error("turns were lost or left");
  return {
    threads,
    "ns a fact": median(quiet),
    "fastest fact": fastest(quiet),
    "ns an event": median(sending),
    "fastest event": fastest(sending),
  };
}

/** What it costs when nothing else runs; the median includes what else the machine does. */
function fastest(values) {
  return Math.round(Math.min(...values));
}

function median(values) {
  return Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);
}

console.table([1_000, 10_000, 50_000].map(measure));
