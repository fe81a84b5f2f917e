import { createHmac } from "node:crypto";
import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics/analytics-event";
import { PRIVACY_CLASSES, reduceTo } from "@codex-contracts/protocol/privacy/analytics";
import { doubtfulMembers, isHarmless, onlyDoubtful, replaceDoubtful } from "./doubtful-members.js";
import type { PrivacyOptions } from "./privacy-options.js";

/** Takes out of a valid event what may not leave; undefined when nothing could stay. */
export type EventReducer = (event: AnalyticsEvent) => unknown;

/**
 * The reducer for a ceiling, by the classes that the schemas give. Looks only at the members that may be above it,
 * since walking through a whole event takes longer than everything else that recording does.
 * Throws a RangeError when there is no such class.
 */
export function eventReducer(options: PrivacyOptions, randomSecret: () => string): EventReducer {
  const { ceiling = "pseudonymous-id" } = options;
  if (!PRIVACY_CLASSES.includes(ceiling))
    throw new RangeError(`privacy.ceiling must be one of ${PRIVACY_CLASSES.join(", ")}`);
  const doubtful = doubtfulMembers(ceiling);
  const secret = options.secret ?? randomSecret();
  const hash = remembering((text) =>
    createHmac("sha256", secret).update(text).digest("base64url").slice(0, 22),
  );
  return (event) => {
    if (isHarmless(event, doubtful)) return event;
    const parts = onlyDoubtful(event, doubtful);
    const reduced = reduceTo("analytics/analytics-event", parts, ceiling, { hash }).value;
    return reduced === undefined ? undefined : replaceDoubtful(event, reduced, doubtful);
  };
}

/** The same few repositories come again and again. */
function remembering(hash: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let hashed = known.get(text);
    if (hashed === undefined) {
      if (known.size >= 256) known.clear();
      known.set(text, (hashed = hash(text)));
    }
    return hashed;
  };
}
