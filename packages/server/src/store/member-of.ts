/** An own member of anything; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** A text among the parameters of an event; null where there is none. */
export function textParam(event: unknown, name: string): string | null {
  const value = memberOf(memberOf(event, "event_params"), name);
  return typeof value === "string" ? value : null;
}
