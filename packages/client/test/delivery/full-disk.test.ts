import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { spoolHarness, temporaryFolder, turnsIn } from "./spool-harness.js";

/** Mounts a disk of 64 KiB; false where that is not allowed. */
function mountTinyDisk(folder: string): boolean {
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
  if (status === 0) onTestFinished(() => void spawnSync("umount", ["-l", folder]));
  return status === 0;
}

it.for(["undelivered", "at-record"] as const)(
  "on a disk that is really full everything stays in memory (%s), and nothing is lost",
  { timeout: 60_000 },
  async (write, { skip }) => {
    const folder = temporaryFolder();
    if (!mountTinyDisk(folder)) skip("mounting a disk is not allowed here");
    const down = new Error("connection refused");
    const { record, clock, client, drops } = spoolHarness({
      answers: [...Array.from({ length: 40 }, () => down), { kind: "delivered" }],
      batch: { events: 20 },
      spool: { folder, write },
    });
    writeFileSync(join(folder, "other"), Buffer.alloc(40 * 1024));
    for (let i = 1; i <= 400; i += 10) {
      record(i, i + 9);
      await clock.advance(1_000);
    }
    const { spooled, queued, inFlight } = client.stats().events;
    expect(spooled).toBeGreaterThan(0);
    expect(queued + inFlight).toBeGreaterThan(0);
    expect(spooled + queued + inFlight).toBe(400);
    await clock.advance(3_600_000);
    expect(client.stats().events).toMatchObject({ acknowledged: 400, spooled: 0, queued: 0 });
    expect(drops).toEqual([]);
    expect(turnsIn(folder)).toEqual([]);
  },
);
