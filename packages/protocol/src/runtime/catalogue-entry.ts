/** What the catalogue says of a contract. */
export interface CatalogueEntry {
  /** `<family>/<name>`, e.g. `analytics/codex-turn-event`. */
  readonly id: string;
  readonly family: string;
  /** Name of the type and of the exported contract, e.g. `TurnEvent`. */
  readonly name: string;
  /** The `event_type` of the wire, for single analytics events. */
  readonly eventType?: string;
  /** The highest privacy class of any value inside. */
  readonly privacy: "public" | "internal" | "pseudonymous-id" | "sensitive";
  readonly description: string;
}
