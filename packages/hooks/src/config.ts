export {
  type AcceptedHooks,
  defaultTimeout,
  type HookHandlerEntry,
  type SkippedHook,
} from "./config/accept-hooks.js";
export {
  type CheckOptions,
  checkHooksConfig,
  commonTools,
  type HooksConfigReport,
  type IgnoredHook,
  type LoadedHook,
  type MatchDescription,
} from "./config/check-hooks-config.js";
export { type DiscoveredHooks, discoverHooks, type HookSources } from "./config/discover-hooks.js";
export type { FileRead, HookFiles } from "./config/hook-files.js";
export type {
  DeclaredGroup,
  DeclaredHandler,
  DeclaredHooks,
  IgnoredMember,
  ParsedHooksFile,
} from "./config/hooks-file.js";
export {
  type ConfigLayer,
  type ConfigLayerKind,
  type HookSource,
  layerFacts,
  type ManagedHooks,
  type RequirementSource,
  requirementSources,
} from "./config/layers.js";
export { compileMatcher, type Matcher, matches, namesOfTool, toolAliases } from "./config/matcher.js";
export { parseHooksFile } from "./config/parse-hooks-file.js";
