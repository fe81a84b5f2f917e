import { jetstreamManager, type StreamInfo } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import type { NatsServer, NatsServers } from "./nats-servers.js";

/** The server of a cluster that leads a stream; undefined while none does. */
export async function leaderOf(nats: NatsServers, stream: string): Promise<NatsServer | undefined> {
  const leader = (await infoOf(nats, stream))?.cluster?.leader;
  return nats.servers.find(({ name }) => name === leader);
}

/** Whether a stream has a leader and every other server has all of it. */
export async function isWhole(nats: NatsServers, stream: string): Promise<boolean> {
  const cluster = (await infoOf(nats, stream))?.cluster;
  if (!cluster?.leader) return false;
  const { replicas = [] } = cluster;
  return (
    replicas.length === nats.servers.length - 1 &&
    replicas.every(({ current, offline }) => current && !offline)
  );
}

async function infoOf(nats: NatsServers, stream: string): Promise<StreamInfo | undefined> {
  const connection = await connect({ servers: nats.servers.map(({ address }) => address), timeout: 1_000 });
  try {
    return await (await jetstreamManager(connection, { checkAPI: false, timeout: 1_000 })).streams.info(
      stream,
    );
  } catch {
    return undefined;
  } finally {
    await connection.close();
  }
}
