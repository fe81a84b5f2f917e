/** What is written about an error: its name, code and message, which hold no value of an event. */
export function describeError(error: unknown): { readonly error: string; readonly reason?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  const { cause } = error;
  const reason = cause instanceof Error ? cause.message : typeof cause === "string" ? cause : undefined;
  return { error: `${error.name}: ${error.message}`, ...(reason === undefined ? {} : { reason }) };
}
