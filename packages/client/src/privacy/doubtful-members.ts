import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import { classesOf, PRIVACY_CLASSES, type PrivacyClass } from "@codex-contracts/protocol/privacy/analytics";

/** Members that hold something above a ceiling in some event: of the event itself, and of its params. */
export interface DoubtfulMembers {
  readonly event: ReadonlySet<string>;
  readonly params: ReadonlySet<string>;
}

/** The members that the schemas give a class above the ceiling, or that have something inside that has. */
export function doubtfulMembers(ceiling: PrivacyClass): DoubtfulMembers {
  const limit = PRIVACY_CLASSES.indexOf(ceiling);
  const doubtful = { event: new Set<string>(), params: new Set<string>() };
  for (const { path, class: privacy } of classesOf("analytics/analytics-event")) {
    if (PRIVACY_CLASSES.indexOf(privacy) <= limit) continue;
    const [first = "", second = ""] = path.replaceAll("[]", "").split(".");
    if (first === "event_params") doubtful.params.add(second);
    else doubtful.event.add(first);
  }
  return doubtful;
}

/** Whether an event has none of them, or null in their place: nothing of it is above the ceiling then. */
export function isHarmless(event: AnalyticsEvent, doubtful: DoubtfulMembers): boolean {
  return (
    allEmpty(membersOf(event), doubtful.event) && allEmpty(membersOf(event.event_params), doubtful.params)
  );
}

/** The event with these members only: what is to be looked at. */
export function onlyDoubtful(event: AnalyticsEvent, doubtful: DoubtfulMembers): object {
  const { event_type, event_params, ...others } = event;
  const params = keep(membersOf(event_params), (name) => doubtful.params.has(name));
  return { event_type, ...keep(others, (name) => doubtful.event.has(name)), event_params: params };
}

/** The event with these members as they are in the other one; those that it lacks are left out. Keeps the order. */
export function replaceDoubtful(event: AnalyticsEvent, other: object, doubtful: DoubtfulMembers): object {
  const others = membersOf(other);
  const params = replace(membersOf(event.event_params), membersOf(others["event_params"]), doubtful.params);
  return { ...replace(membersOf(event), others, doubtful.event), event_params: params };
}

type Members = Readonly<Record<string, unknown>>;

function allEmpty(members: Members, names: ReadonlySet<string>): boolean {
  for (const name of names) if (members[name] !== null && members[name] !== undefined) return false;
  return true;
}

function keep(members: Members, wanted: (name: string) => boolean): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => wanted(name)));
}

function replace(members: Members, others: Members, names: ReadonlySet<string>): Members {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    if (!names.has(name)) result[name] = value;
    else if (name in others) result[name] = others[name];
  }
  return result;
}

/** An object, to be read by names. */
function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null ? (value as Members) : {};
}
