/** From the name that a client gives itself to the canonical one. */
export type ProductClients = Readonly<Record<string, string>>;

/** The words that are known of the original backend. */
export const PRODUCT_CLIENTS: ProductClients = {
  "codex-tui": "CODEX_CLI",
  codex_exec: "CODEX_SERVICE_EXEC",
};

/**
 * The canonical product client of an event; a name that the table does not hold stays as it was sent, and an
 * event that names no client has none. What was sent is kept in the event's own columns.
 */
export function productClient(event: unknown, table: ProductClients = PRODUCT_CLIENTS): string | null {
  const params = member(event, "event_params");
  const sent =
    member(member(params, "app_server_client"), "product_client_id") ?? member(params, "product_client_id");
  if (typeof sent !== "string") return null;
  return Object.hasOwn(table, sent) ? (table[sent] ?? sent) : sent;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
