/** Time and timers, passed in so that tests need no waiting. Times are Unix milliseconds. */
export interface Clock {
  now(): number;
  /** Runs something later; the timer must not keep the process alive. */
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** Keeps the process alive until the returned function is called: while somebody waits for delivery. */
  keepAlive(): () => void;
}

/** Timers of Node take longer ones for 1 ms. */
const LONGEST_MS = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, Math.min(ms, LONGEST_MS)).unref(),
  // Only ever given what setTimeout returned.
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  keepAlive: () => {
    const timer = setInterval(() => {}, 60_000);
    return () => clearInterval(timer);
  },
};
