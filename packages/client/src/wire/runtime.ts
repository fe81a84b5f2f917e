import type { Runtime } from "@codex-contracts/protocol/analytics";
import { members, text } from "./read.js";

/** `<originator>/<version> (<system> <system version>; <arch>) …`; a name may hold anything. */
const USER_AGENT = /\/(?<version>[^\s/]+) \((?<system>[^();]*); (?<arch>[^();]*)\)/;

/** Build and host of the server, as its answer to initialize tells them; "unknown" for what it does not tell. */
export function runtimeOf(result: unknown): Runtime {
  const { userAgent, platformOs } = members(result);
  const { version, system, arch } = USER_AGENT.exec(text(userAgent) ?? "")?.groups ?? {};
  return {
    codex_rs_version: text(version) ?? "unknown",
    runtime_os: text(platformOs) ?? "unknown",
    runtime_os_version: text(system?.split(" ").at(-1)) ?? "unknown",
    runtime_arch: text(arch) ?? "unknown",
  };
}
