import type { ServerConfig } from "@codex-contracts/protocol/ingestion/server-config";

/** Options that have no default: without them the part that they are for is not there. */
type Optional = "upstream" | "tls_cert" | "tls_key";

/** A configuration in which every option that has a default is set. */
export type CompleteConfig = Required<Omit<ServerConfig, Optional>> & Pick<ServerConfig, Optional>;

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

export const defaultConfig: CompleteConfig = {
  folder: "codex-contracts-data",
  host: "127.0.0.1",
  port: 4319,
  log: "sqlite",
  store: "duckdb",
  log_level: "info",
  tracked_level: "off",
  log_ceiling: "internal",
  max_body_bytes: 4 * MiB,
  max_events: 10_000,
  max_depth: 64,
  body_timeout_ms: 30_000,
  max_pending_requests: 10_000,
  max_pending_bytes: 256 * MiB,
  max_log_bytes: 8 * GiB,
  max_memory_bytes: 0,
  rate_limit: 0,
  retention_days: 0,
  retention_bytes: 0,
  quarantine_events: 100_000,
  keep_values: false,
  tee: false,
  allowed_hosts: [],
  trust_proxy: false,
  shutdown_ms: 10_000,
  product_clients: {},
};
