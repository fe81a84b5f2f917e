import type { ClientStats } from "../../src/index.js";
import type { FaultServer } from "./fault-server.js";

/** Prints the numbers of a run: what was recorded, and what became of it. */
export function printLedger(name: string, server: FaultServer, { events, dropped }: ClientStats): void {
  const drops = Object.entries(dropped).filter(([, count]) => count > 0);
  const lost = events.recorded - server.events.size - drops.reduce((sum, [, count]) => sum + count, 0);
  console.log(
    [
      `${name}: recorded ${events.recorded}`,
      `sent ${server.arrived}`,
      `acknowledged ${events.acknowledged}`,
      `duplicates removed ${server.duplicates}`,
      `dropped ${drops.length === 0 ? 0 : drops.map(([reason, count]) => `${reason} ${count}`).join(" ")}`,
      `lost ${lost}`,
    ].join(", "),
  );
}
