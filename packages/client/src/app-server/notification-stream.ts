import { AppServerError } from "./app-server-error.js";

/** A message of the server that wants no answer. */
export interface Notification {
  readonly method: string;
  readonly params: unknown;
}

export interface NotificationOptions {
  /** Methods to deliver; all of them when left out. */
  readonly methods?: readonly string[];
  /** How many notifications may wait to be taken; 10,000 when left out. */
  readonly capacity?: number;
  /**
   * What happens when they are full. `pause` (the default) loses nothing: reading from the server stops until one is
   * taken, answers included. `drop-oldest` counts what it loses in `dropped`. `fail` ends this iterator with `OVERFLOW`.
   */
  readonly overflow?: "pause" | "drop-oldest" | "fail";
}

interface Waiter {
  readonly resolve: (result: IteratorResult<Notification, undefined>) => void;
  readonly reject: (error: AppServerError) => void;
}

/** What a stream tells its owner. */
interface StreamHooks {
  /** The consumer stopped, or the queue overflowed: nothing more is wanted. */
  readonly onDone: (stream: NotificationStream) => void;
}

/**
 * The notifications from the moment it was asked for, in order. Ends when the client is closed; throws an
 * {@link AppServerError} when the connection fails. What was received before either is delivered first.
 */
export class NotificationStream implements AsyncIterableIterator<Notification, undefined> {
  readonly #methods: ReadonlySet<string> | undefined;
  readonly #capacity: number;
  readonly #overflow: "pause" | "drop-oldest" | "fail";
  readonly #hooks: StreamHooks;
  readonly #waiters: Waiter[] = [];
  #queue: Notification[] = [];
  #room: PromiseWithResolver | undefined;
  #end: { readonly error: AppServerError | undefined } | undefined;
  #dropped = 0;

  constructor(options: NotificationOptions, hooks: StreamHooks) {
    this.#methods = options.methods && new Set(options.methods);
    this.#capacity = Math.max(1, options.capacity ?? 10_000);
    this.#overflow = options.overflow ?? "pause";
    this.#hooks = hooks;
  }

  /** How many notifications `drop-oldest` has lost. */
  get dropped(): number {
    return this.#dropped;
  }

  next(): Promise<IteratorResult<Notification, undefined>> {
    const value = this.#queue.shift();
    if (value !== undefined) {
      this.#release();
      return Promise.resolve({ done: false, value });
    }
    if (this.#end === undefined) {
      return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
    }
    const { error } = this.#end;
    // Thrown once: an iterator that has thrown is done.
    this.#end = { error: undefined };
    return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
  }

  /** Stops the delivery and forgets what waits. Leaving a `for await` loop does this. */
  return(): Promise<IteratorResult<Notification, undefined>> {
    this.#queue = [];
    this.end(undefined);
    this.#hooks.onDone(this);
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Takes a notification in; the promise, when there is one, resolves when the next may come. */
  push(notification: Notification): Promise<void> | undefined {
    if (this.#end !== undefined || this.#methods?.has(notification.method) === false) return undefined;
    const waiter = this.#waiters.shift();
    if (waiter !== undefined) {
      waiter.resolve({ done: false, value: notification });
      return undefined;
    }
    this.#queue.push(notification);
    return this.#overflow === "pause" ? this.#pause() : this.#shed();
  }

  /** No more will come. */
  end(error: AppServerError | undefined): void {
    if (this.#end !== undefined) return;
    const [first, ...others] = this.#waiters.splice(0);
    // Whoever waits is told; else whoever asks next.
    this.#end = { error: first === undefined ? error : undefined };
    this.#release();
    if (error === undefined) first?.resolve({ done: true, value: undefined });
    else first?.reject(error);
    for (const waiter of others) waiter.resolve({ done: true, value: undefined });
  }

  #pause(): Promise<void> | undefined {
    if (this.#queue.length < this.#capacity) return undefined;
    this.#room ??= promiseWithResolver();
    return this.#room.promise;
  }

  #shed(): undefined {
    if (this.#queue.length <= this.#capacity) return;
    if (this.#overflow === "drop-oldest") {
      this.#queue.shift();
      this.#dropped += 1;
      return;
    }
    this.#queue.pop();
    this.end(new AppServerError("OVERFLOW"));
    this.#hooks.onDone(this);
  }

  #release(): void {
    if (this.#end === undefined && this.#queue.length >= this.#capacity) return;
    this.#room?.resolve();
    this.#room = undefined;
  }
}

interface PromiseWithResolver {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function promiseWithResolver(): PromiseWithResolver {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
