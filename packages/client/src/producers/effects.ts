/** A clock of the wall: Unix time in milliseconds. */
export type WallClock = () => number;

/** A clock that never goes back: milliseconds since any fixed moment. */
export type MonotonicClock = () => number;

/** The two clocks that producers measure with. */
export interface Clocks {
  readonly wall: WallClock;
  readonly monotonic: MonotonicClock;
}

/** The clocks of the process. */
export const systemClocks: Clocks = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
};
