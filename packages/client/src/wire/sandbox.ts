import type { TurnResolvedConfigFact } from "@codex-contracts/protocol/facts";
import { items, type Members, members, text, word } from "./read.js";

/** A sandbox as the facts say it: its kind, and whether the network is open. */
export interface Sandbox {
  readonly policy: TurnResolvedConfigFact["sandbox_policy"];
  readonly network: boolean;
}

const POLICIES: Readonly<Record<string, (network: boolean) => TurnResolvedConfigFact["sandbox_policy"]>> = {
  dangerFullAccess: () => ({ type: "danger-full-access" }),
  readOnly: () => ({ type: "read-only" }),
  externalSandbox: (open) => ({ type: "external-sandbox", network_access: open ? "enabled" : "restricted" }),
  workspaceWrite: () => ({ type: "workspace-write" }),
};

/** A `SandboxPolicy` of the wire; undefined for what is none. */
export function sandboxOfPolicy(value: unknown): Sandbox | undefined {
  const { type, networkAccess } = members(value);
  const policy = word(POLICIES, type);
  if (policy === undefined) return undefined;
  const network = type === "dangerFullAccess" || networkAccess === true || networkAccess === "enabled";
  return { policy: policy(network), network };
}

/** The kind of sandbox that a `PermissionProfile` of the wire amounts to; undefined for what is none. */
export function sandboxOfProfile(value: unknown): Sandbox | undefined {
  const { type, network, fileSystem } = members(value);
  const open = members(network)["enabled"] === true;
  if (type === "disabled") return sandboxOfPolicy({ type: "dangerFullAccess" });
  if (type === "external") return sandboxOfPolicy({ type: "externalSandbox", networkAccess: open });
  if (type !== "managed") return undefined;
  const full = open ? "dangerFullAccess" : "externalSandbox";
  return sandboxOfPolicy({ type: kindOfFiles(members(fileSystem), full), networkAccess: open });
}

function kindOfFiles({ type, entries }: Members, full: string): string {
  if (type === "unrestricted") return full;
  const written = items(entries)
    .map(members)
    .filter(({ access }) => access === "write");
  if (written.some(({ path }) => text(members(members(path)["value"])["kind"]) === "root")) return full;
  return written.length > 0 ? "workspaceWrite" : "readOnly";
}
