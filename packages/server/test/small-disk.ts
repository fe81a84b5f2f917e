import { execFileSync } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small file system of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all of the space but some. */
  fill(spareBytes: number): Promise<void>;
  /** Gives back what `fill` has taken. */
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** Undefined when this process may not mount; on CI it must. */
export async function mountSmallDisk(size: string): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "full-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
  } catch (cause) {
    await rm(folder, { recursive: true });
    if (process.env["CI"] !== undefined) throw new Error("a small disk must be mounted on CI", { cause });
    return undefined;
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    async fill(spareBytes) {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - spareBytes)));
    },
    empty: () => rm(ballast),
    async remove() {
      execFileSync("umount", [folder]);
      await rm(folder, { recursive: true });
    },
  };
}

/** Why a test is skipped that needs one. */
export const NO_SMALL_DISK = "needs the right to mount a small file system";
