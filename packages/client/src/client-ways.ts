import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import type { AnalyticsClientOptions } from "./client-options.js";
import { type ConsentQuestion, consentOf } from "./consent/consent.js";
import { systemClock } from "./delivery/clock.js";
import { CodexDelivery } from "./delivery/codex-delivery.js";
import { Delivery } from "./delivery/delivery.js";
import { type DeliverySettings, deliverySettings } from "./delivery/delivery-settings.js";
import type { DeliveryStats, FlushResult } from "./delivery/delivery-stats.js";
import { streamId } from "./delivery/event-key.js";
import { onProcessExit } from "./delivery/exit-hook.js";
import { Losses } from "./delivery/losses.js";
import { type Outlet, outlet } from "./delivery/outlet.js";
import { safely } from "./delivery/safely.js";
import { systemWitness } from "./delivery/spool/owner.js";
import { Spool } from "./delivery/spool/spool.js";
import { nodeSpoolFiles } from "./delivery/spool/spool-files.js";
import { Staging } from "./delivery/staging.js";
import type { Fact } from "./facts/fact.js";
import { eventReducer } from "./privacy/event-reducer.js";
import { createUseDedupe } from "./producers/use-dedupe.js";
import { initialState, reduce } from "./reducer/index.js";

/** What facts and events go through, put together from the options. */
export interface Ways {
  readonly stream: string;
  readonly losses: Losses;
  takeFact(fact: Fact): void;
  takeEvent(event: AnalyticsEvent): void;
  /** None when the client is off. */
  readonly delivery: Deliverer | undefined;
  /** Takes back what was to happen at the exit of the process. */
  forgetExit(): void;
}

interface Deliverer {
  readonly stats: DeliveryStats;
  flush(timeoutMs: number): Promise<FlushResult>;
  close(timeoutMs: number): Promise<FlushResult>;
  exit(): void;
}

interface Setting {
  readonly options: AnalyticsClientOptions;
  readonly settings: DeliverySettings;
  readonly stream: string;
  readonly losses: Losses;
  readonly newId: () => string;
  readonly mayLeave: ConsentQuestion;
  readonly eventsOf: (fact: Fact) => readonly AnalyticsEvent[];
  readonly out: Outlet;
}

export function clientWays(options: AnalyticsClientOptions): Ways {
  const { parts = {}, enabled = true, privacy = {}, mode = "batched", onDrop, onInvalid, explain } = options;
  const newId = parts.randomUuid ?? randomUUID;
  const settings = deliverySettings(options);
  const reduceEvent = eventReducer(privacy, newId);
  const losses = new Losses(onDrop);
  const stream = streamId(newId());
  const eventsOf = factReducer(options, losses);
  const consent = consentOf(enabled, parts.environment ?? process.env);
  if (consent.kind === "off")
    return {
      stream,
      losses,
      takeFact: () => {},
      takeEvent: () => {},
      delivery: undefined,
      forgetExit: () => {},
    };
  const out = outlet({ reduce: reduceEvent, losses, onInvalid, explain });
  const { mayLeave } = consent;
  const setting: Setting = { options, settings, stream, losses, newId, mayLeave, eventsOf, out };
  const { delivery, takeEvent, takeFact } = mode === "codex" ? codexWay(setting) : batchedWay(setting);
  const uses = createUseDedupe();
  const takeNew = (fact: Fact): void => {
    if (uses.admits(fact)) takeFact(fact);
  };
  return {
    stream,
    losses,
    takeEvent,
    takeFact: takeNew,
    delivery,
    forgetExit: onProcessExit(() => delivery.exit()),
  };
}

type Way = Pick<Ways, "takeFact" | "takeEvent"> & { readonly delivery: Deliverer };

function batchedWay(setting: Setting): Way {
  const { options, settings, stream, losses, newId, mayLeave, eventsOf, out } = setting;
  const clock = options.parts?.clock ?? systemClock;
  const atRecord = options.spool?.write === "at-record";
  const delivery = new Delivery({
    transport: options.transport,
    settings,
    clock,
    random: options.parts?.random ?? Math.random,
    newId,
    stream,
    losses,
    spool: options.spool === undefined ? undefined : spoolOf(setting, options.spool),
    atRecord,
    spoolOnExit: options.spool?.onExit ?? true,
    mayLeave,
  });
  const send = (event: AnalyticsEvent): void => {
    try {
      const text = out(event);
      if (text !== undefined) delivery.enqueue(text);
    } catch {
      losses.count("invalid", 1);
    }
  };
  const staging = new Staging(clock, send);
  const takeEvent = atRecord ? send : (event: AnalyticsEvent) => staging.push(event);
  return {
    delivery: withStaging(delivery, staging),
    takeEvent,
    takeFact: (fact) => {
      for (const event of eventsOf(fact)) takeEvent(event);
    },
  };
}

/** A delivery that first takes what was put off. */
function withStaging(delivery: Delivery, staging: Staging<AnalyticsEvent>): Deliverer {
  const ready = (): Delivery => {
    staging.drain();
    return delivery;
  };
  return {
    get stats() {
      return ready().stats;
    },
    flush: (timeoutMs) => ready().flush(timeoutMs),
    close: (timeoutMs) => ready().close(timeoutMs),
    exit: () => ready().exit(),
  };
}

function codexWay({ options, stream, losses, newId, mayLeave, eventsOf, out }: Setting): Way {
  const delivery = new CodexDelivery<() => readonly AnalyticsEvent[]>({
    transport: options.transport,
    clock: options.parts?.clock ?? systemClock,
    losses,
    stream,
    newId,
    mayLeave,
    eventsOf: (reduceNow) => reduceNow().flatMap((event) => out(event) ?? []),
  });
  return {
    delivery,
    takeFact: (fact) => delivery.enqueue(() => eventsOf(fact)),
    takeEvent: (event) => delivery.enqueue(() => [event]),
  };
}

function spoolOf(
  { options, settings, stream, losses }: Setting,
  spool: NonNullable<AnalyticsClientOptions["spool"]>,
): Spool {
  return new Spool(
    // A later change of the working directory must not move it.
    { ...spool, folder: resolve(spool.folder) },
    {
      stream,
      files: options.parts?.files ?? nodeSpoolFiles,
      clock: options.parts?.clock ?? systemClock,
      witness: systemWitness(),
      losses,
      segment: settings.batch,
      maxAgeMs: settings.maxAgeMs,
    },
  );
}

/** Reduces facts one after the other; what the reducer cannot read is lost, and counted. */
function factReducer(
  options: AnalyticsClientOptions,
  losses: Losses,
): (fact: Fact) => readonly AnalyticsEvent[] {
  const clock = options.parts?.clock ?? systemClock;
  let state = initialState(options);
  return (fact) => {
    const outcome = reduce(state, fact, clock.now());
    state = outcome.state;
    for (const warning of outcome.warnings) {
      if (warning.code === "malformed_fact") losses.count("invalid", 1);
      safely(() => options.onWarning?.(warning));
    }
    return outcome.events;
  };
}
