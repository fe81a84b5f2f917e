/** Calls a listener; one that throws must not keep the caller from its work. */
export function safely(call: () => void): void {
  try {
    call();
  } catch {
    // Nobody to tell: the listener was the one to tell.
  }
}
