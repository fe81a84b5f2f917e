import type { ConsentQuestion } from "./consent/consent.js";
import type { Environment } from "./consent/environment.js";
import type { Clock } from "./delivery/clock.js";
import type { DeliveryOptions } from "./delivery/delivery-settings.js";
import type { OnDrop } from "./delivery/losses.js";
import type { Explains, InvalidEvent } from "./delivery/outlet.js";
import type { SpoolFiles } from "./delivery/spool/spool-files.js";
import type { SpoolOptions } from "./delivery/spool/spool-options.js";
import type { PrivacyOptions } from "./privacy/privacy-options.js";
import type { ReducerOptions, Warning } from "./reducer/index.js";
import type { Transport } from "./transports/transport.js";

/** How an {@link AnalyticsClient} works. The members of {@link ReducerOptions} say what it knows and remembers. */
export interface AnalyticsClientOptions extends ReducerOptions, DeliveryOptions {
  /** Where events go: `httpTransport`, `fileTransport`, `functionTransport`, or one of your own. */
  readonly transport: Transport;
  /**
   * `false`: off, as if there were no client. A function is asked before each request, and what waits is dropped
   * when it says no. `true` when left out. The environment can turn off, never on.
   */
  readonly enabled?: boolean | ConsentQuestion;
  readonly privacy?: PrivacyOptions;
  /** Folder on disk for what could not be delivered; nothing is written to disk when left out. */
  readonly spool?: SpoolOptions;
  /** `codex` delivers exactly as Codex does, for comparison: no batches, retries, spool or headers. */
  readonly mode?: "batched" | "codex";
  /** Told of every loss when it happens. */
  readonly onDrop?: OnDrop;
  /** Told why an event was not sent because it breaks its contract: places and rules, no values. */
  readonly onInvalid?: (invalid: InvalidEvent) => void;
  /** Says why, for `onInvalid`: the contract `AnalyticsEvent`. Not built in, since it is larger than the client. */
  readonly explain?: Explains;
  /** Told what the reducer could not use. */
  readonly onWarning?: (warning: Warning) => void;
  /** What tests pass in. */
  readonly parts?: ClientParts;
}

/** What the client takes from its surroundings. */
export interface ClientParts {
  readonly environment?: Environment;
  readonly clock?: Clock;
  /** A number from 0 to 1, exclusive. */
  readonly random?: () => number;
  readonly randomUuid?: () => string;
  readonly files?: SpoolFiles;
}
