import type { CompleteConfig } from "../config/defaults.js";
import type { GiveWay } from "../store/in-slices.js";
import { PRODUCT_CLIENTS } from "../store/product-client.js";
import type { Store } from "../store/store.js";

export type StoreConfig = Pick<
  CompleteConfig,
  "folder" | "store" | "product_clients" | "quarantine_events" | "keep_values"
>;

/** Opens the store that the configuration names; `migrate` has to be called first. Throws a StoreError. */
export async function openStore(config: StoreConfig, giveWay?: GiveWay): Promise<Store> {
  const shared = {
    clients: { ...PRODUCT_CLIENTS, ...config.product_clients },
    quarantineCeiling: config.keep_values ? ("sensitive" as const) : ("pseudonymous-id" as const),
    quarantineRows: config.quarantine_events,
  };
  // Loaded when they are needed: an engine costs memory and time.
  if (config.store.startsWith("postgres")) {
    const { openPostgresStore } = await import("../store/postgres/postgres-store.js");
    return openPostgresStore({ url: config.store, ...shared });
  }
  const { openDuckDbStore } = await import("../store/duckdb/duckdb-store.js");
  return openDuckDbStore({ folder: config.folder, ...shared, ...(giveWay === undefined ? {} : { giveWay }) });
}
