import { join } from "node:path";
import type { Clock } from "../clock.js";
import { hasEnded, readFolderName, type Witness } from "./owner.js";
import { decodeLines } from "./record-line.js";
import { isSegmentName, type Segment } from "./segment.js";
import type { SpoolFiles } from "./spool-files.js";

export interface Adoption {
  readonly folder: string;
  /** Name of the adopter's own folder. */
  readonly own: string;
  readonly leaseMs: number;
  readonly files: SpoolFiles;
  readonly clock: Clock;
  readonly witness: Witness;
  /** Path for the next segment of the adopter. */
  readonly nextPath: () => string;
  /** Makes the adopter's folder. */
  readonly makeOwn: () => Promise<void>;
}

export interface AdoptedSegment {
  readonly segment: Segment;
  /** Lines that were not whole. */
  readonly broken: number;
}

/**
 * Takes over the segments of owners that have ended. Each is claimed by renaming it into the own folder: of several
 * adopters exactly one succeeds, and one that dies half way leaves the rest to the next.
 */
export async function adoptSegments(adoption: Adoption): Promise<readonly AdoptedSegment[]> {
  const adopted: AdoptedSegment[] = [];
  for (const name of await list(adoption.folder, adoption.files)) {
    if (name === adoption.own || !(await isOrphan(name, adoption))) continue;
    const folder = join(adoption.folder, name);
    for (const file of (await list(folder, adoption.files)).filter(isSegmentName).sort()) {
      const found = await claim(join(folder, file), adoption);
      if (found !== undefined) adopted.push(found);
    }
    await adoption.files.promises.rmdir(folder).catch(ignore);
  }
  return adopted;
}

async function isOrphan(
  name: string,
  { folder, files, clock, leaseMs, witness }: Adoption,
): Promise<boolean> {
  const read = readFolderName(name);
  if (read.kind !== "owned") return read.kind === "free";
  const stat = await files.promises.stat(join(folder, name)).catch(ignore);
  return stat !== undefined && hasEnded(read.owner, clock.now() - stat.mtimeMs, leaseMs, witness);
}

async function claim(from: string, adoption: Adoption): Promise<AdoptedSegment | undefined> {
  const { files } = adoption;
  await adoption.makeOwn();
  const path = adoption.nextPath();
  try {
    await files.promises.rename(from, path);
  } catch {
    return undefined;
  }
  // Unreadable now: it lies in the own folder, and goes to the next owner.
  const text = await files.promises.readFile(path, "utf8").catch(ignore);
  if (text === undefined) return undefined;
  const { events, broken, tornBytes } = decodeLines(text);
  const bytes = Buffer.byteLength(text) - tornBytes;
  // What is torn is counted once.
  if (tornBytes > 0) await files.promises.truncate(path, bytes).catch(ignore);
  const newest = events.reduce((latest, { at }) => Math.max(latest, at), 0);
  return { segment: { path, bytes, count: events.length, newest, sealed: true, taken: false }, broken };
}

function list(folder: string, files: SpoolFiles): Promise<readonly string[]> {
  return files.promises.readdir(folder).catch(() => []);
}

function ignore(): undefined {
  return undefined;
}
