export { factsFromWire } from "./facts-from-wire.js";
export type { WireOptions } from "./session.js";
export type { WireLine } from "./wire-line.js";
