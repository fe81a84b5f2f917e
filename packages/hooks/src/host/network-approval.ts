export type NetworkProtocol = "http" | "https" | "socks5-tcp" | "socks5-udp";

/** A connection that the managed proxy holds back. */
export interface NetworkApproval {
  readonly surface: "network";
  readonly protocol: NetworkProtocol;
  readonly host: string;
  readonly port: number;
  /** Commands of the calls that are running; one alone is the owner of the connection. */
  readonly activeCommands: readonly string[];
}

/** What a request for a connection shows: the command of its owner, or the connection itself; and always that. */
export function networkCommand({
  protocol,
  host,
  port,
  activeCommands,
}: NetworkApproval): readonly [command: string, description: string] {
  const access = `network-access ${protocol}://${host}:${port}`;
  const [owner] = activeCommands;
  return [owner !== undefined && activeCommands.length === 1 ? owner : access, access];
}

/** Connections with one key share an answer while it is awaited; other ports are other connections. */
export function networkApprovalKey({
  protocol,
  host,
  port,
}: Pick<NetworkApproval, "protocol" | "host" | "port">): string {
  return `${protocol}://${host.toLowerCase()}:${port}`;
}

/** Whether a connection is asked about at all: otherwise it is refused, or free, without hooks. */
export function asksForNetwork(approvalPolicy: string, sandbox: string): boolean {
  return approvalPolicy !== "never" && (sandbox === "read-only" || sandbox === "workspace-write");
}
