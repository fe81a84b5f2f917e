import type { HookRunEventParams } from "@codex-contracts/protocol/analytics";

/** Where hooks were declared, in the words of analytics. */
export type HookSource = NonNullable<HookRunEventParams["hook_source"]>;

/** A layer of the configuration of Codex. */
export type ConfigLayer = ConfigLayerPlace & {
  /** The table `hooks` of the layer's config.toml, as a TOML parser gives it. */
  readonly inline?: unknown;
};

type ConfigLayerPlace =
  | { readonly kind: "mdm"; readonly domain: string; readonly key: string }
  /** `/etc/codex`; or ProgramData on Windows. */
  | { readonly kind: "system"; readonly folder: string }
  /** CODEX_HOME. */
  | { readonly kind: "user"; readonly folder: string }
  /** A `.codex` folder between the root of the project and the working directory. */
  | { readonly kind: "project"; readonly folder: string; readonly trusted: boolean }
  | { readonly kind: "sessionFlags" }
  | { readonly kind: "legacyManagedConfigTomlFromFile"; readonly file: string }
  | { readonly kind: "legacyManagedConfigTomlFromMdm" };

export type ConfigLayerKind = ConfigLayer["kind"];

interface LayerFacts {
  /** Lower comes first and yields to higher. */
  readonly precedence: number;
  readonly source: HookSource;
}

/** What each kind of layer is to hooks. */
export const layerFacts: Readonly<Record<ConfigLayerKind, LayerFacts>> = {
  mdm: { precedence: 0, source: "mdm" },
  system: { precedence: 10, source: "system" },
  user: { precedence: 20, source: "user" },
  project: { precedence: 25, source: "project" },
  sessionFlags: { precedence: 30, source: "session_flags" },
  legacyManagedConfigTomlFromFile: { precedence: 40, source: "legacy_managed_config_file" },
  legacyManagedConfigTomlFromMdm: { precedence: 50, source: "legacy_managed_config_mdm" },
};

/** Where a requirements.toml came from. */
export type RequirementSource =
  | "mdm"
  | "system"
  | "legacy-managed-config-file"
  | "legacy-managed-config-mdm"
  | "cloud"
  | "unknown";

export const requirementSources: Readonly<Record<RequirementSource, HookSource>> = {
  mdm: "mdm",
  system: "system",
  "legacy-managed-config-file": "legacy_managed_config_file",
  "legacy-managed-config-mdm": "legacy_managed_config_mdm",
  cloud: "unknown",
  unknown: "unknown",
};

/** The `[hooks]` of requirements.toml: hooks that a company manages. */
export interface ManagedHooks {
  readonly from: RequirementSource;
  /** What Codex calls the source in a warning, e.g. `MDM managed preferences`. */
  readonly name: string;
  /** `managed_dir`, or `windows_managed_dir` on Windows. */
  readonly folder: string | null;
  /** The event tables. */
  readonly hooks: unknown;
}

/** The folder of a layer that may hold a hooks.json. */
export function folderOf(layer: ConfigLayer): string | null {
  return "folder" in layer ? layer.folder : null;
}

/** What a run id calls the source of inline hooks: the config.toml, or a made-up path where there is no file. */
export function inlinePathOf(layer: ConfigLayer): string {
  if ("folder" in layer) return join(layer.folder, "config.toml");
  if (layer.kind === "legacyManagedConfigTomlFromFile") return layer.file;
  if (layer.kind === "mdm") return `/<mdm:${layer.domain}:${layer.key}>/config.toml`;
  if (layer.kind === "sessionFlags") return "/<session-flags>/config.toml";
  return "/<legacy-managed-config.toml-mdm>/managed_config.toml";
}

export function join(folder: string, file: string): string {
  const separator = /^[A-Za-z]:\\|^\\\\/.test(folder) ? "\\" : "/";
  return folder.endsWith(separator) ? `${folder}${file}` : `${folder}${separator}${file}`;
}
