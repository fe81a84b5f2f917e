import {
  type Decoded,
  decodeCoreOverlay,
  decodeCoreProfile,
  decodeCoreRequestOverlay,
  decodeCoreSandboxPolicy,
  decodeFileSystemPolicy,
  decodeGrantedOverlay,
  decodeOverlay,
  decodePermissions,
  decodeProfile,
  decodeRequestOverlay,
  decodeSandboxPolicy,
  type EntryList,
  encodeCoreOverlay,
  encodeCoreProfile,
  encodeCoreSandboxPolicy,
  encodeFileSystemPolicy,
  encodeOverlay,
  encodeProfile,
  encodeSandboxPolicy,
  fromRuntime,
  legacyToProfile,
  type Overlay,
  profileToLegacy,
  toRuntime,
} from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";
import { decoded } from "../cases/expect-decoded.js";
import { overlay, policy, profile } from "./arbitraries.js";
import { check, law } from "./check.js";

describe("what is written can be read again", () => {
  it.each([
    ["profiles of the app-server", decodeProfile, encodeProfile],
    ["profiles of core", decodeCoreProfile, encodeCoreProfile],
    ["profiles of any shape, v2", anyProfile, encodeProfile],
    ["profiles of any shape, core", anyProfile, encodeCoreProfile],
  ] as const)("%s", (_, decode, encode) => {
    check(law(profile, (value) => expect(decoded(decode(viaText(encode(value))))).toEqual(value)));
  });

  it.each([
    ["policies of the app-server", decodeSandboxPolicy, encodeSandboxPolicy],
    ["policies of core", decodeCoreSandboxPolicy, encodeCoreSandboxPolicy],
  ] as const)("%s", (_, decode, encode) => {
    check(law(policy, (value) => expect(decoded(decode(viaText(encode(value))))).toEqual(value)));
  });

  it.each([
    ["overlays of the app-server", decodeOverlay, encodeOverlay],
    ["requests of the app-server", decodeRequestOverlay, encodeOverlay],
    ["grants of the app-server", decodeGrantedOverlay, encodeOverlay],
    ["overlays of core", decodeCoreOverlay, encodeCoreOverlay],
    ["requests of core", decodeCoreRequestOverlay, encodeCoreOverlay],
  ] as const)("%s, but that lists of paths have the reads first", (_, decode, encode) => {
    check(
      law(overlay, (value) => expect(decoded(decode(viaText(encode(value))))).toEqual(readsFirst(value))),
    );
  });

  it("file system policies", () => {
    check(
      law(profile, (value) => {
        const { fileSystem } = toRuntime(value);
        expect(decoded(decodeFileSystemPolicy(viaText(encodeFileSystemPolicy(fileSystem))))).toEqual(
          fileSystem,
        );
      }),
    );
  });
});

describe("the halves that Codex enforces", () => {
  it("come back together with the hint", () => {
    check(law(profile, (value) => expect(fromRuntime(toRuntime(value), value.type)).toEqual(value)));
  });
});

describe("a sandbox policy", () => {
  it("without roots below each other comes back from its profile", () => {
    for (const value of [
      { type: "dangerFullAccess" },
      { type: "externalSandbox", networkAccess: "restricted" },
    ] as const) {
      expect(profileToLegacy(legacyToProfile(value), { cwd: "/ws" })).toMatchObject({
        policy: value,
        losses: [],
      });
    }
  });
});

/** What a reader gets: no absent members that are present as undefined. */
function viaText(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function anyProfile(value: unknown): Decoded<unknown> {
  const result = decodePermissions(value);
  if (!result.ok) return result;
  return { ...result, value: result.value.kind === "profile" ? result.value.profile : undefined };
}

function readsFirst(value: Overlay): Overlay {
  return value.fileSystem === null || !isPathLists(value.fileSystem)
    ? value
    : {
        ...value,
        fileSystem: {
          entries: [...value.fileSystem.entries].sort((a, b) =>
            a.access < b.access ? -1 : a.access > b.access ? 1 : 0,
          ),
        },
      };
}

function isPathLists({ entries, globScanMaxDepth }: EntryList): boolean {
  return (
    globScanMaxDepth === undefined &&
    entries.every(({ path, access }) => path.type === "path" && access !== "none")
  );
}
