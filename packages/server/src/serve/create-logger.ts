import { type Logger, pino } from "pino";
import type { CompleteConfig } from "../config/defaults.js";

/** Lines of JSON about the server itself; none without somewhere to write them. */
export function createLogger(level: CompleteConfig["log_level"], to?: { write(line: string): void }): Logger {
  const options = {
    level: to === undefined ? "silent" : level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const named = { ...options, formatters: { level: (label: string) => ({ level: label }) } };
  return to === undefined ? pino(named) : pino(named, to);
}
