import type { ReplayAnswer } from "../api/wire.js";
import { tables } from "../gen/tables.js";
import { eventTypeOf, judgeRequest } from "../judge/judge-request.js";
import type { JudgedEntry, QuarantinedEvent, Store } from "../store/store.js";

/** Events that are judged again at once. */
const PAGE = 500;

/**
 * Judges what is kept under a fingerprint again, with the contracts of this process, and moves what now passes
 * into its table. An event of which a known value was not kept stays: nobody knows what it was. Undefined when
 * nothing is kept under the fingerprint.
 */
export async function replayQuarantine(
  store: Pick<Store, "quarantined" | "release">,
  fingerprint: string,
): Promise<ReplayAnswer | undefined> {
  let replayed = 0;
  let still = 0;
  let after: string | undefined;
  for (;;) {
    const page = await store.quarantined(fingerprint, PAGE, after);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.key;
    const passing = page.flatMap((event) => passingNow(event) ?? []);
    const released = passing.length === 0 ? 0 : await store.release(passing);
    replayed += released;
    still += page.length - released;
  }
  return after === undefined ? undefined : { replayed, still_quarantined: still };
}

function passingNow(kept: QuarantinedEvent): JudgedEntry | undefined {
  const { key, event, receivedAt, position, removed } = kept;
  if (removed.some((path) => !kept.unknownKeys.includes(path))) return undefined;
  const judged = judgeRequest({ events: [event] });
  const eventType = eventTypeOf(event);
  if (!judged.ok || judged.quarantined > 0 || !tables.some(({ name }) => name === eventType))
    return undefined;
  // Names of what was taken out are kept; what is known by now is not unknown any more.
  const unknownKeys = [
    ...new Set([...removed, ...(judged.findings[0]?.observations ?? []).map(({ path }) => path)]),
  ];
  const verdict = unknownKeys.length === 0 ? "accepted" : "unknown";
  return { receivedAt, position, events: [{ key, verdict, eventType, event, issues: [], unknownKeys }] };
}
