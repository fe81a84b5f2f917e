import { join } from "node:path";
import type { Limits, QueuedEvent } from "../queued-event.js";
import { adoptSegments } from "./adopt.js";
import { type OpenSegment, openSegment } from "./open-segment.js";
import { freeFolder, ownerFolder } from "./owner.js";
import { decodeLines, encodeLine } from "./record-line.js";
import { emptySegment, type Segment, segmentName } from "./segment.js";
import { SegmentList, sum } from "./segment-list.js";
import { fileMode, folderMode } from "./spool-files.js";
import type { SpoolOptions } from "./spool-options.js";
import type { SpoolParts, TakenEvents } from "./spool-parts.js";

/** How long the disk is left alone after it refused a write, in ms. */
const REST_MS = 5_000;

/**
 * Events on disk. One process owns each folder and writes segments there: lines with a checksum, only ever appended.
 * A segment is sealed, sent as a whole and deleted; one whose owner has ended is adopted. What dies between sending
 * and deleting is sent again under the same event keys, by which the server counts it once.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #parts: SpoolParts;
  readonly #own: string;
  readonly #fsync: boolean;
  readonly #maxBytes: number;
  readonly #leaseMs: number;
  readonly #segments = new SegmentList();
  #appending: Segment | undefined;
  #open: OpenSegment | undefined;
  #number = 0;
  #made = false;
  #touched = 0;
  #restUntil = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SpoolOptions, parts: SpoolParts) {
    this.#options = options;
    this.#parts = parts;
    this.#own = ownerFolder({ ...parts.witness.self, stream: parts.stream });
    this.#fsync = options.fsync ?? options.write !== "at-record";
    this.#maxBytes = options.maxBytes ?? 32 * 1024 * 1024;
    this.#leaseMs = options.leaseMs ?? 60 * 60 * 1000;
  }

  /** Events on disk, those being sent among them. */
  get count(): number {
    return this.#segments.count;
  }

  /** Whether there is something that nobody is sending; `sealed`: something that will not grow. */
  get pending(): { readonly any: boolean; readonly sealed: boolean } {
    return this.#segments.pending;
  }

  /** Whether the disk refused a write a moment ago. */
  get resting(): boolean {
    return this.#parts.clock.now() < this.#restUntil;
  }

  /** Writes an event before it returns; false when the disk does not take it. */
  appendSync(event: QueuedEvent): boolean {
    if (this.resting) return false;
    try {
      this.#open ??= this.#openSync();
      this.#open.write(event);
    } catch {
      this.#rest();
      this.#sealOpen();
      return false;
    }
    if (this.#isFull(this.#open.segment)) {
      this.#sealOpen();
      this.#makeRoom();
    }
    return true;
  }

  /**
   * Writes events. `own`: as a segment by themselves, which counts as being sent and is returned.
   * Undefined when the disk does not take them.
   */
  append(events: readonly QueuedEvent[], { own = false } = {}): Promise<Segment | undefined> {
    return this.#inTurn(async () => {
      if (events.length === 0 || this.resting) return undefined;
      if (own || (this.#appending !== undefined && this.#isFull(this.#appending))) this.#sealAppending();
      try {
        await this.#makeOwn();
        const segment = this.#appending ?? emptySegment(this.#nextPath());
        await this.#write(segment, events);
        if (segment !== this.#appending) this.#segments.add(segment);
        segment.taken = own;
        segment.sealed = own;
        this.#appending = own ? undefined : segment;
        this.#makeRoom();
        return segment;
      } catch {
        this.#rest();
        this.#sealAppending();
        return undefined;
      }
    });
  }

  /** The oldest events that nobody is sending: whole segments, at least one, further ones while within limits. */
  async take(limits: Limits): Promise<TakenEvents> {
    if (!this.pending.sealed) this.#sealAll();
    const segments = this.#segments.claim(limits);
    const events: QueuedEvent[] = [];
    for (const segment of segments) events.push(...(await this.#read(segment)));
    await this.#touch();
    return { events, segments };
  }

  /** Deletes segments: their events are delivered, or lost and counted. */
  async remove(segments: readonly Segment[]): Promise<void> {
    this.#segments.remove(segments);
    for (const { path } of segments) await this.#parts.files.promises.unlink(path).catch(() => {});
  }

  /** Puts segments behind all others, to be taken again. */
  putLast(segments: readonly Segment[]): void {
    this.#segments.putLast(segments);
  }

  /** Takes over what owners that have ended left; returns the number of events. */
  adopt(): Promise<number> {
    return this.#inTurn(async () => {
      const { files, clock, witness, losses } = this.#parts;
      const adopted = await adoptSegments({
        folder: this.#options.folder,
        own: this.#own,
        leaseMs: this.#leaseMs,
        files,
        clock,
        witness,
        nextPath: () => this.#nextPath(),
        makeOwn: () => this.#makeOwn(),
      });
      losses.count("spool_error", sum(adopted.map(({ broken }) => broken)));
      const segments = adopted.map(({ segment }) => segment);
      this.#segments.addAdopted(segments);
      this.#makeRoom();
      return sum(segments.map(({ count }) => count));
    });
  }

  /** Deletes everything that nobody is sending; returns the number of events. */
  purge(): Promise<number> {
    return this.#inTurn(async () => {
      this.#sealAll();
      const segments = this.#segments.free;
      await this.remove(segments);
      return sum(segments.map(({ count }) => count));
    });
  }

  /** Writes the last events of a process that is exiting; false when the disk does not take them. */
  appendOnExit(events: readonly QueuedEvent[]): boolean {
    if (events.length === 0) return true;
    try {
      const open = this.#openSync();
      for (const event of events) open.write(event);
      open.close();
      return true;
    } catch {
      return false;
    }
  }

  /** Gives the folder back: empty ones go, others are free for the next client. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#sealAll();
      if (!this.#made) return;
      const { folder } = this.#options;
      const { rmdir, rename } = this.#parts.files.promises;
      const own = join(folder, this.#own);
      await rmdir(own).catch(() => rename(own, join(folder, freeFolder(this.#parts.stream))).catch(() => {}));
    });
  }

  async #read(segment: Segment): Promise<readonly QueuedEvent[]> {
    const { files, losses, clock, maxAgeMs } = this.#parts;
    const text = await files.promises.readFile(segment.path, "utf8").catch(() => "");
    const { events } = decodeLines(text);
    losses.count("spool_error", segment.count - events.length);
    const fresh = events.filter(({ at }) => clock.now() - at <= maxAgeMs);
    losses.count("expired", events.length - fresh.length);
    segment.count = fresh.length;
    return fresh;
  }

  async #write(segment: Segment, events: readonly QueuedEvent[]): Promise<void> {
    const { appendFile, truncate } = this.#parts.files.promises;
    const text = events.map(encodeLine).join("");
    await this.#touch();
    try {
      await appendFile(segment.path, text, { mode: fileMode, flush: this.#fsync });
    } catch (error) {
      await truncate(segment.path, segment.bytes).catch(() => {});
      throw error;
    }
    segment.bytes += Buffer.byteLength(text);
    segment.count += events.length;
    segment.newest = events.at(-1)?.at ?? segment.newest;
  }

  #openSync(): OpenSegment {
    const { files } = this.#parts;
    files.mkdirSync(join(this.#options.folder, this.#own), { recursive: true, mode: folderMode });
    this.#made = true;
    const open = openSegment(emptySegment(this.#nextPath()), files, this.#fsync);
    this.#segments.add(open.segment);
    return open;
  }

  async #makeOwn(): Promise<void> {
    if (this.#made) return;
    const options = { recursive: true, mode: folderMode };
    await this.#parts.files.promises.mkdir(join(this.#options.folder, this.#own), options);
    this.#made = true;
  }

  /** A sign of life for those who cannot look this process up; finds out that they took it for ended. */
  async #touch(): Promise<void> {
    const { files, clock } = this.#parts;
    const now = clock.now();
    if (!this.#made || now - this.#touched < this.#leaseMs / 4) return;
    this.#touched = now;
    try {
      await files.promises.utimes(join(this.#options.folder, this.#own), now / 1000, now / 1000);
    } catch {
      this.#made = false;
      await this.#makeOwn();
    }
  }

  #isFull({ bytes, count }: Segment): boolean {
    return bytes >= this.#parts.segment.bytes || count >= this.#parts.segment.events;
  }

  /** Drops the oldest segments until the rest is within its bytes. */
  #makeRoom(): void {
    const segments = this.#segments.beyond(this.#maxBytes);
    this.#parts.losses.count("spool_full", sum(segments.map(({ count }) => count)));
    void this.remove(segments);
  }

  #sealAll(): void {
    this.#sealOpen();
    this.#sealAppending();
  }

  #sealOpen(): void {
    if (this.#open === undefined) return;
    this.#open.segment.sealed = true;
    try {
      this.#open.close();
    } catch {
      // What was written is written.
    }
    this.#open = undefined;
  }

  #sealAppending(): void {
    if (this.#appending !== undefined) this.#appending.sealed = true;
    this.#appending = undefined;
  }

  #rest(): void {
    this.#restUntil = this.#parts.clock.now() + REST_MS;
  }

  #nextPath(): string {
    this.#number += 1;
    return join(this.#options.folder, this.#own, segmentName(this.#number));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }
}
