/** Clocks that a test moves by hand. */
export function manualClocks(start = 1_777_000_000_000) {
  let now = start;
  return {
    wall: () => now,
    monotonic: () => now - start,
    randomId: () => "00000000-0000-4000-8000-000000000001",
    advance(ms: number) {
      now += ms;
    },
  };
}
