export {
  type Conversion,
  type ConversionTarget,
  conversionTargets,
  convertPermissions,
  profileOf,
} from "./convert/convert.js";
export {
  type DecodedPermissions,
  decodePermissions,
  type Permissions,
  type PermissionsShape,
} from "./decode/decode-any.js";
export {
  type CoreOverlayOptions,
  decodeCoreOverlay,
  decodeCoreRequestOverlay,
} from "./decode/decode-core-overlay.js";
export { decodeCoreProfile, decodeNullableCoreProfile } from "./decode/decode-core-profile.js";
export { decodeCoreSandboxPolicy } from "./decode/decode-core-sandbox-policy.js";
export { decodeFileSystemPolicy } from "./decode/decode-file-system-policy.js";
export { decodeLegacyProfile } from "./decode/decode-legacy-profile.js";
export { decodeGrantedOverlay, decodeOverlay, decodeRequestOverlay } from "./decode/decode-overlay.js";
export { decodeProfile } from "./decode/decode-profile.js";
export { decodeSandboxPolicy } from "./decode/decode-sandbox-policy.js";
export type { Decoded } from "./decode/decoded.js";
export {
  defaultTextLimits,
  type ReadPermissions,
  readPermissionsText,
  type TextError,
  type TextLimits,
} from "./decode/read-permissions-text.js";
export { diffProfiles, type ProfileDiff } from "./diff/diff.js";
export type { Change, Difference } from "./diff/difference.js";
export { encodeCoreOverlay } from "./encode/encode-core-overlay.js";
export { encodeCoreProfile, encodeFileSystemPolicy } from "./encode/encode-core-profile.js";
export { encodeCoreSandboxPolicy } from "./encode/encode-core-sandbox-policy.js";
export { encodeOverlay } from "./encode/encode-overlay.js";
export { encodeProfile } from "./encode/encode-profile.js";
export { encodeSandboxPolicy } from "./encode/encode-sandbox-policy.js";
export { explainProfile } from "./explain/explain.js";
export type {
  ExplainedGlob,
  ExplainedPlace,
  Explanation,
  WithoutEffect,
  WithoutEffectReason,
} from "./explain/explanation.js";
export { type GlobCaveat, globCaveatDescriptions } from "./explain/glob-caveats.js";
export { compileGlobs, type GlobSet } from "./glob/glob-set.js";
export type { GlobErrorCode } from "./glob/glob-token.js";
export {
  type AccessMode,
  type Entry,
  type EntryList,
  type EntryPath,
  pathEntry,
  type SpecialPath,
  specialEntry,
} from "./model/entry.js";
export type { Enforcement, FileSystemPolicy, RuntimePermissions } from "./model/file-system-policy.js";
export { emptyOverlay, isEmptyOverlay, type Overlay, type OverlayNetwork } from "./model/overlay.js";
export {
  type DisabledProfile,
  defaultProfile,
  type ExternalProfile,
  type ManagedFileSystem,
  type ManagedProfile,
  type Profile,
  restrictedProfile,
} from "./model/profile.js";
export {
  type DangerFullAccessPolicy,
  defaultReadOnly,
  defaultWorkspaceWrite,
  type ExternalSandboxPolicy,
  type LegacyPolicy,
  type ReadAccess,
  type ReadOnlyPolicy,
  type WorkspaceWritePolicy,
} from "./model/sandbox-policy.js";
export { addReadableRoots, addWritableRoots } from "./overlay/add-roots.js";
export { answerRequest, type GrantedRequest } from "./overlay/answer-request.js";
export { applyOverlay, applyToPolicy } from "./overlay/apply.js";
export { intersectOverlays } from "./overlay/intersect.js";
export { mergeOverlays } from "./overlay/merge.js";
export {
  type NormalizeOptions,
  normalizeCommandOverlay,
  normalizeOverlay,
  normalizeRequest,
  type OverlayError,
  type OverlayResult,
  overlayMessages,
} from "./overlay/normalize.js";
export {
  checkPermissionParams,
  type ParamsError,
  type PermissionParams,
  type PermissionRequest,
} from "./params/check-params.js";
export { isAbsolutePath, isAtOrBelow, normalizePath, resolvePath } from "./path/absolute-path.js";
export type { FileSystemView, PathContext } from "./path/path-context.js";
export { PermissionsError, type PermissionsErrorCode } from "./permissions-error.js";
export { preserveDenyReads, preserveDenyReadsInLegacy } from "./preserve/preserve-deny-reads.js";
export {
  overrideForTurn,
  type SessionPermissions,
  type TurnOverride,
  type TurnOverrideResult,
} from "./preserve/turn-override.js";
export { hasFullDiskRead, hasFullDiskWrite, includesPlatformDefaults } from "./project/full-disk.js";
export { legacyToProfile, legacyToProfileIn } from "./project/legacy-to-profile.js";
export { type Loss, type LossCode, type LossEffect, lossDescriptions } from "./project/loss.js";
export { type LegacyProjection, profileToLegacy } from "./project/profile-to-legacy.js";
export { enforcementOf, fileSystemPolicyOf, fromRuntime, toRuntime } from "./project/runtime.js";
export {
  requestErrorMessage,
  type UnrepresentableProfile,
  writesOutsideWorkspaceMessage,
} from "./project/unrepresentable.js";
export type { Decision, DecisionReason } from "./resolve/decision.js";
export {
  needsDirectEnforcement,
  needsPlatformSandbox,
  type PlatformSandboxOptions,
} from "./resolve/enforcement-needs.js";
export { compileProfile, type Resolver, resolveAccess } from "./resolve/resolver.js";
export { type PolicyRoots, rootsOf, type WritableRoot } from "./resolve/roots.js";
