import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requestKey } from "../../src/reducer/handlers/pending-requests.js";
import type { Fact } from "../../src/reducer/index.js";
import {
  configured,
  initialized,
  opened,
  ready,
  refused,
  steerAccepted,
  steerAsked,
  THREAD,
  TURN,
  turnAccepted,
  turnAsked,
  turnCompleted,
  turnStarted,
  wholeTurn,
} from "./facts.js";
import { lastParams, NOW, onlyEvent, play, playOn } from "./play.js";

const turnsOf = (...facts: readonly Fact[]) =>
  play(...facts).events.filter((event) => event.event_type === "codex_turn_event");
const steersOf = (...facts: readonly Fact[]) =>
  play(...facts).events.filter((event) => event.event_type === "codex_turn_steer_event");

describe("requests", () => {
  it("R3 turn/start is remembered and sends nothing", () => {
    expect(play(turnAsked()).events).toEqual([]);
    expect(turnsOf(...ready, ...wholeTurn)).toHaveLength(1);
  });

  it("R4 turn/steer is remembered with the time of the clock", () => {
    const { state, events } = playOn(play(...ready).state, [steerAsked()], NOW + 2_999);
    expect(events).toEqual([]);
    const later = playOn(state, [steerAccepted()], NOW + 60_000);
    expect(later.events[0]?.event_params).toMatchObject({ created_at: NOW / 1000 + 2 });
  });

  it("R5 any other request is ignored", () => {
    const { state } = play(...ready);
    const other = { fact: "request", connection_id: 1, request: { id: 9, method: "thread/list" } } as const;
    const outcome = playOn(state, [other]);
    expect(outcome).toEqual({ state, events: [], warnings: [] });
  });

  it("R6 the same id on a connection overwrites", () => {
    const images = turnsOf(
      ...ready,
      turnAsked({ images: 1 }),
      turnAsked({ images: 3 }),
      ...wholeTurn.slice(1),
    ).map((event) => event.event_params);
    expect(images).toHaveLength(1);
    const waiting = play(
      ...ready,
      turnAsked({ images: 1 }),
      steerAsked({ id: 2, images: 2 }),
      steerAccepted({ id: 2 }),
    );
    expect(waiting.events.at(-1)?.event_params).toMatchObject({ num_input_images: 2 });
  });

  it("R6 ids are told apart by connection, and a number from its text", () => {
    const facts = [
      ...ready,
      steerAsked({ id: 3 }),
      steerAccepted({ id: "3" }),
      steerAccepted({ connection: "1" }),
    ];
    expect(steersOf(...facts)).toEqual([]);
  });

  it("R6 an answer of the other kind removes the request and is ignored", () => {
    expect(
      steersOf(...ready, steerAsked({ id: 2 }), turnAccepted({ id: 2 }), steerAccepted({ id: 2 })),
    ).toEqual([]);
    expect(
      turnsOf(...ready, turnAsked(), steerAccepted({ id: 2 }), turnAccepted(), configured(), turnCompleted()),
    ).toEqual([]);
  });
});

describe("answers", () => {
  it("R13 an answer to turn/start needs its request", () => {
    expect(turnsOf(...ready, turnAccepted(), configured(), turnCompleted())).toEqual([]);
  });

  it("R13 it gives connection, thread and image count, and tries the event", () => {
    const late = [...ready, turnAsked(), configured({ num_input_images: 2 }), turnCompleted()];
    expect(turnsOf(...late)).toEqual([]);
    expect(lastParams(...late, turnAccepted())).toMatchObject({ thread_id: THREAD, num_input_images: 0 });
  });

  it("R14 an accepted steer is reported under the turn that took it", () => {
    const [steer] = steersOf(...ready, steerAsked({ images: 2 }), steerAccepted({ turn: "t-2" }));
    expect(steer?.event_params).toMatchObject({
      expected_turn_id: TURN,
      accepted_turn_id: "t-2",
      result: "accepted",
      rejection_reason: null,
      num_input_images: 2,
    });
  });

  it("R14 it needs its request", () => {
    expect(steersOf(...ready, steerAccepted())).toEqual([]);
  });

  it("R14 it counts for a turn only if that has a record", () => {
    const before = [...ready, steerAsked(), steerAccepted(), ...wholeTurn];
    const during = [...ready, turnStarted(), steerAsked(), steerAccepted(), ...wholeTurn];
    expect(lastParams(...before)["steer_count"]).toBe(0);
    expect(lastParams(...during)["steer_count"]).toBe(1);
  });

  it("R15 an error without pending request is ignored", () => {
    expect(play(refused(7)).events).toEqual([]);
  });

  it("R15 a refused turn/start never gets an event, whatever comes late", () => {
    expect(turnsOf(...ready, turnAsked(), refused(2), ...wholeTurn.slice(1))).toEqual([]);
  });

  it("R15 a refused turn/steer is reported as rejected", () => {
    expect(lastParams(...ready, steerAsked(), refused(3))).toMatchObject({
      accepted_turn_id: null,
      result: "rejected",
    });
  });

  it.each([
    "no_active_turn",
    "expected_turn_mismatch",
    "non_steerable_review",
    "non_steerable_compact",
    "empty_input",
    "input_too_large",
    null,
  ] as const)("R16 error class %s is the reason", (reason) => {
    expect(lastParams(...ready, steerAsked(), refused(3, reason))["rejection_reason"]).toBe(reason);
  });

  it("R17 a steer on an unknown connection is dropped silently", () => {
    const { events, warnings } = play(steerAsked(), steerAccepted());
    expect([events, warnings]).toEqual([[], []]);
  });

  it("R17 a steer of an unknown thread is dropped with a warning", () => {
    const { events, warnings } = play(initialized(), steerAsked(), steerAccepted());
    expect(events).toEqual([]);
    expect(warnings).toEqual([{ code: "unknown_thread", rule: "R17", event: "codex_turn_steer_event" }]);
  });

  it("R17 a steer says what its own connection is, and needs no turn", () => {
    const other = initialized({ connection_id: 2, rpc_transport: "websocket" });
    const facts = [
      initialized(),
      other,
      opened(),
      steerAsked({ connection: 2 }),
      steerAccepted({ connection: 2 }),
    ];
    expect(lastParams(...facts)).toMatchObject({ app_server_client: { rpc_transport: "websocket" } });
  });

  it("R17 origin and parent of a steer are those of the thread", () => {
    const review = opened({ thread: { source: { subAgent: "review" } } });
    expect(onlyEvent(initialized(), review).event_params).toMatchObject({ subagent_source: "review" });
    expect(lastParams(initialized(), review, steerAsked(), steerAccepted())).toMatchObject({
      thread_source: "subagent",
      subagent_source: "review",
    });
  });
});

it("R6 no two pairs of connection and request share a key", () => {
  const id = fc.oneof(
    fc.integer({ min: -2, max: 12 }),
    fc.string({ unit: fc.constantFrom("1", "2", "#", "$"), maxLength: 3 }),
  );
  fc.assert(
    fc.property(id, id, id, id, (connection, request, otherConnection, otherRequest) => {
      const same = connection === otherConnection && request === otherRequest;
      expect(requestKey(connection, request) === requestKey(otherConnection, otherRequest)).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});
