/** What the stream says about a message that it hands out. */
export interface Delivery {
  /** Place in the stream. */
  readonly sequence: number;
  /** How often it has been handed out, this time included. */
  readonly deliveries: number;
  /** When it was published, Unix milliseconds. */
  readonly publishedAt: number;
  /** Messages that nobody has been handed yet. */
  readonly pending: number;
}

const NS_PER_MS = 1e6;

/**
 * Reads the subject to which a message is to be acknowledged:
 * `$JS.ACK.<stream>.<consumer>.<deliveries>.<sequence>.<consumer sequence>.<ns>.<pending>`, with domain and account
 * before the stream and a random word at the end from later servers. Undefined for any other subject.
 */
export function readDelivery(reply: string): Delivery | undefined {
  if (!reply.startsWith("$JS.ACK.")) return undefined;
  const words = reply.split(".");
  const first = words.length >= 11 ? 6 : 4;
  const [deliveries, sequence, , ns, pending] = words.slice(first, first + 5).map(Number);
  return {
    sequence: sequence ?? 0,
    deliveries: deliveries ?? 1,
    publishedAt: Math.floor((ns ?? 0) / NS_PER_MS),
    pending: pending ?? 0,
  };
}
