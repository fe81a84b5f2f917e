/** One message on the wire between a client and an app-server. */
export interface WireLine {
  /** Who sent it. */
  readonly from: "client" | "server";
  /** The JSON-RPC message, parsed; what is none is passed over. */
  readonly message: unknown;
  /** When it passed, Unix ms. */
  readonly at: number;
}
