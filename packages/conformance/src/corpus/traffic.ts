import { recorded } from "@codex-contracts/fixtures/recorded";
import type { Case } from "./corpus.js";

/** Every recorded or derived message: what Codex sent, and what its backend made of it. */
export const TRAFFIC: readonly Case[] = [
  ...recorded("codex-0.125.0-events").map((value, i) => ({
    name: `codex-0.125.0-events, line ${i + 1}`,
    value,
  })),
  ...recorded("codex-0.125.0-turn-metadata").map((value, i) => ({
    name: `codex-0.125.0-turn-metadata, line ${i + 1}`,
    value,
  })),
  ...recorded("expected-events").map(({ name, event }) => ({
    name: `expected-events, ${name}`,
    value: event,
  })),
  ...recorded("seed-samples").flatMap(({ name, client_event, logged_params }) => [
    { name: `seed-samples, ${name}`, value: client_event },
    { name: `seed-samples, ${name} as logged`, value: { ...client_event, event_params: logged_params } },
  ]),
  ...recorded("turn-metadata").map(({ name, metadata }) => ({
    name: `turn-metadata, ${name}`,
    value: metadata,
  })),
];
