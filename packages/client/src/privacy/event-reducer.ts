import { createHmac } from "node:crypto";
import type { AnalyticsEvent } from "@codex-contracts/protocol/analytics";
import { PRIVACY_CLASSES, reduceTo } from "@codex-contracts/protocol/privacy/analytics";
import type { PrivacyOptions } from "./privacy-options.js";

/** Takes out of an event what may not leave; undefined when nothing could stay. */
export type EventReducer = (event: AnalyticsEvent) => AnalyticsEvent | undefined;

/** The reducer for a ceiling, by the classes that the schemas give. Throws a RangeError when there is no such class. */
export function eventReducer(options: PrivacyOptions, randomSecret: () => string): EventReducer {
  const { ceiling = "pseudonymous-id" } = options;
  if (!PRIVACY_CLASSES.includes(ceiling))
    throw new RangeError(`privacy.ceiling must be one of ${PRIVACY_CLASSES.join(", ")}`);
  const secret = options.secret ?? randomSecret();
  const hash = (text: string): string =>
    createHmac("sha256", secret).update(text).digest("base64url").slice(0, 22);
  return (event) => reduceTo("analytics/analytics-event", event, ceiling, { hash }).value;
}
