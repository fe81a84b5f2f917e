/** A case in which Codex and the contracts do not agree, and why that is right. */
export interface PermissionException {
  readonly name: string;
  readonly reason: string;
}

const RULE = "it is well-formed; what is refused follows from a rule of";

/** Where reading differs. One that no longer holds fails the tests like one that is missing. */
export const INPUT_EXCEPTIONS: readonly PermissionException[] = [
  {
    name: "v2_validate_glob_depth_float_int",
    reason: "JSON.parse reads 2.0 as 2; Codex refuses a depth that is written with a fraction",
  },
  { name: "core_l_null", reason: "null is no profile: the field that may hold it does, not the profile" },
  {
    name: "additional_missing",
    reason: "the object is missing altogether: a rule of the tool call, there is no shape to judge",
  },
  { name: "additional_empty", reason: `${RULE} the tool call: it must not be empty` },
  { name: "additional_nested_empty", reason: `${RULE} the tool call: it must not be empty once normalised` },
  {
    name: "additional_unknown_field",
    reason: `${RULE} the tool call: unknown members are read past, and then it is empty`,
  },
  { name: "additional_glob_read", reason: `${RULE} normalisation: patterns only deny` },
  { name: "normalize_rejects_glob_read", reason: `${RULE} normalisation: patterns only deny` },
  {
    name: "additional_relative",
    reason:
      "arguments of a tool call may hold relative paths, which start at the working directory; on the wire paths are absolute",
  },
  {
    name: "validate path-windows",
    reason: "Codex takes only paths of its own platform, the contracts those of every platform",
  },
];

/** What Codex was given in the cases about behaviour although it is not well-formed. */
export const GIVEN_EXCEPTIONS: readonly PermissionException[] = [
  { name: "grant_bad/response", reason: "the client answers with a relative path, and is granted nothing" },
  { name: "grant_depth0/response", reason: "the client answers with a depth of 0, and is granted nothing" },
  {
    name: "grant_req_relative/requested",
    reason:
      "arguments of a tool call may hold relative paths, which start at the working directory; on the wire paths are absolute",
  },
];

/** Cases in which nothing has the shape of a contract. */
export const WITHOUT_SHAPE: readonly PermissionException[] = [
  { name: "access_precedence", reason: "an order of words" },
  {
    name: "v2_additional_fs_populates_entries_for_legacy_roots",
    reason: "parts of profiles, which no message carries alone",
  },
];
