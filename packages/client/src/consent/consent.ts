import { type Environment, isOffByEnvironment } from "./environment.js";

/** Asked before each request: whether anything may leave. What throws or rejects says no. */
export type ConsentQuestion = () => boolean | Promise<boolean>;

/** Whether events may be collected at all, and who is asked before they leave. */
export type Consent = { readonly kind: "off" } | { readonly kind: "on"; readonly mayLeave: ConsentQuestion };

/** Off when the configuration or the environment says so; what one turns off the other cannot turn on (D10). */
export function consentOf(enabled: boolean | ConsentQuestion, environment: Environment): Consent {
  if (enabled === false || isOffByEnvironment(environment)) return { kind: "off" };
  return { kind: "on", mayLeave: enabled === true ? () => true : enabled };
}
