import type { Contract, Issue, Observation } from "@codex-contracts/protocol";

export type Reading = "producer" | "consumer";

/** As much of a contract as judging needs. */
export type Judge = Pick<Contract<unknown>, "id" | "safeParse"> & {
  readonly consumer: Pick<Contract<unknown>["consumer"], "safeParse">;
};

/** Which contracts judge a value: the named one, or those found by the event type. */
export type Bench = { readonly named: Judge } | EventBench;

interface EventBench {
  /** The contract of an event type, if it is known. */
  readonly ofEvent: (eventType: string) => Judge | undefined;
  /** Judges a message whose event type is unknown or missing. */
  readonly anyEvent: Judge;
  readonly request: Judge;
}

/** One message and what was found in it. */
export interface Judgement {
  readonly contract: string;
  readonly valid: boolean;
  /** Where the message stands in its line or document; issues carry the whole pointer already. */
  readonly pointer: string;
  readonly issues: readonly Issue[];
  /** Pointers are relative to the message. */
  readonly observations: readonly Observation[];
}

/** Judges one value of an input: a message, an array of messages, or a track-events request. */
export function judge(value: unknown, bench: Bench, reading: Reading): readonly Judgement[] {
  if (!Array.isArray(value)) return judgeItem(value, "", bench, reading);
  return value.flatMap((item: unknown, index) => judgeItem(item, `/${index}`, bench, reading));
}

function judgeItem(value: unknown, pointer: string, bench: Bench, reading: Reading): readonly Judgement[] {
  if ("named" in bench) return [judgeBy(bench.named, value, pointer, reading)];
  const eventType = memberOf(value, "event_type");
  const events = eventType === undefined ? memberOf(value, "events") : undefined;
  if (!Array.isArray(events)) return [judgeBy(judgeOfEvent(eventType, bench), value, pointer, reading)];
  const contracts = events.map((event) => judgeOfEvent(memberOf(event, "event_type"), bench).id);
  return splitRequest(judgeBy(bench.request, value, pointer, reading), contracts);
}

function judgeOfEvent(eventType: unknown, { ofEvent, anyEvent }: EventBench): Judge {
  return (typeof eventType === "string" ? ofEvent(eventType) : undefined) ?? anyEvent;
}

function judgeBy(judge: Judge, value: unknown, pointer: string, reading: Reading): Judgement {
  const contract = judge.id;
  if (reading === "producer") {
    const result = judge.safeParse(value);
    const issues = result.ok ? NONE : below(pointer, result.issues);
    return { contract, valid: result.ok, pointer, issues, observations: NONE };
  }
  const result = judge.consumer.safeParse(value);
  const issues = result.ok ? NONE : below(pointer, result.issues);
  return { contract, valid: result.ok, pointer, issues, observations: result.observations };
}

/** Shared by all valid messages: there may be millions. */
const NONE = [] as const;

function below(pointer: string, issues: readonly Issue[]): readonly Issue[] {
  return issues.map((issue) => ({ ...issue, path: pointer + issue.path }));
}

/** Deals what was found in a request out to its events; the request is judged by what is left, its envelope. */
function splitRequest(request: Judgement, contracts: readonly string[]): readonly Judgement[] {
  const ownIssues: Issue[] = [];
  const ownObservations: Observation[] = [];
  const events = contracts.map((contract, index) => ({
    contract,
    pointer: `${request.pointer}/events/${index}`,
    issues: [] as Issue[],
    observations: [] as Observation[],
  }));
  for (const issue of request.issues) {
    const [index] = eventPlace(issue.path.slice(request.pointer.length));
    (events[index]?.issues ?? ownIssues).push(issue);
  }
  for (const observation of request.observations) {
    const [index, path] = eventPlace(observation.path);
    const event = events[index];
    if (event === undefined) ownObservations.push(observation);
    else event.observations.push({ ...observation, path });
  }
  const envelope = { ...request, issues: ownIssues, observations: ownObservations };
  return [envelope, ...events].map((part) => ({ ...part, valid: part.issues.length === 0 }));
}

/** Splits a pointer into a request: the number of the event, or -1, and the pointer inside the event. */
function eventPlace(path: string): readonly [index: number, path: string] {
  const [, index, inside] = /^\/events\/(\d+)(.*)$/s.exec(path) ?? [];
  return index === undefined || inside === undefined ? [-1, path] : [Number(index), inside];
}

function memberOf(value: unknown, name: string): unknown {
  // Read only after the check, so the value has members.
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
