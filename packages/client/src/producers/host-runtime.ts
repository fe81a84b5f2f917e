import { arch, platform, release } from "node:os";
import type { Runtime } from "@codex-contracts/protocol/analytics";

/** What a host says of itself, in the words of Node. */
export interface Host {
  readonly platform: string;
  readonly release: string;
  readonly arch: string;
}

const SYSTEMS: Readonly<Record<string, string>> = { darwin: "macos", win32: "windows" };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64", ia32: "x86" };

/** Build and host of a process in the words of events; `version` is that of the engine. */
export function hostRuntime(version: string, host: Host = thisHost()): Runtime {
  return {
    codex_rs_version: version,
    runtime_os: SYSTEMS[host.platform] ?? host.platform,
    runtime_os_version: host.release,
    runtime_arch: ARCHITECTURES[host.arch] ?? host.arch,
  };
}

function thisHost(): Host {
  return { platform: platform(), release: release(), arch: arch() };
}
