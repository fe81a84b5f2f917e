import { dirname } from "node:path";
import { type Decision, isAtOrBelow, type Resolver } from "@codex-contracts/permissions";
import type { FileSystemAccessMode, PermissionProfile } from "@codex-contracts/protocol/permissions";
import { fileSystemView } from "../file-system-view.js";
import { type Case, PLAIN_CASE as plain } from "./generate-cases.js";
import type { Act, Trial } from "./probe.js";

/** A trial whose outcome is not what the entries say. */
export interface Surprise {
  readonly trial: Trial;
  readonly profile: PermissionProfile;
  readonly resolver: Resolver;
  readonly decision: Decision;
}

/** A kind of trial in which the sandbox of Codex 0.125.0 on Linux does not do what the entries say. */
export interface KnownDifference {
  readonly name: string;
  readonly reason: string;
  /** Whether more succeeds than the entries say, or less. */
  readonly effect: "wider" | "narrower";
  readonly covers: (surprise: Surprise) => boolean;
  /** The smallest case that shows it, with the end of the path that it shows at. */
  readonly example: { readonly case: Case; readonly act: Act; readonly path: string };
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: "a file that a deny pattern matches may be created",
    reason:
      "patterns become masks over the files that match when the command starts; there is no mask for later ones",
    effect: "wider",
    covers: ({ trial, decision }) => trial.act === "create" && decision.reason.kind === "deny-glob",
    example: { case: { ...plain, patterns: ["src/*.txt"] }, act: "create", path: "ws/src/new.txt" },
  },
  {
    name: "a file deeper than the depth is not denied",
    reason: "patterns are expanded by a scan that goes no deeper below the fixed part of the pattern",
    effect: "wider",
    covers: ({ decision: { path, reason }, profile }) =>
      reason.kind === "deny-glob" &&
      depthBelow(reason.pattern, path) > (depthOf(profile) ?? Number.POSITIVE_INFINITY),
    example: { case: { ...plain, patterns: ["**/*.env"], depth: 2 }, act: "read", path: "ws/src/deep/x.env" },
  },
  {
    name: "what may only be read stays closed in a place that is denied",
    reason: "the mask over the denied place is laid last, and only writable places are opened in it again",
    effect: "narrower",
    covers: ({ resolver, decision: { access, reason } }) =>
      access === "read" && reason.kind === "entry" && isInDeniedPlace(resolver, reason.place),
    example: {
      case: {
        ...plain,
        places: [
          ["out", "none"],
          ["out/sub", "read"],
        ],
      },
      act: "read",
      path: "out/sub/f.txt",
    },
  },
  {
    name: "a readable link opens the way through the link only",
    reason: "what the link leads to is put where the link is, not where it lies itself",
    effect: "narrower",
    covers: ({ profile, decision: { access, realPath, reason } }) =>
      access === "read" &&
      realPath === undefined &&
      reason.kind === "entry" &&
      reason.entries.every((entry) => isLink(profile, entry)),
    example: {
      case: { ...plain, readsAll: false, writesWorkspace: false, places: [["ws/link", "read"]] },
      act: "read",
      path: "out/data.txt",
    },
  },
  {
    name: "a writable link opens what is denied where the link leads",
    reason: "writable places are opened after denied ones are masked, by their real paths",
    effect: "wider",
    covers: ({ profile, decision: { access, path, realPath = path, reason } }) => {
      const denied =
        reason.kind === "entry" ? reason.place : reason.kind === "deny-glob" ? realPath : undefined;
      return (
        access !== "write" &&
        denied !== undefined &&
        linksWith("write", profile).some(({ real }) => isAtOrBelow(denied, real))
      );
    },
    example: {
      case: {
        ...plain,
        places: [
          ["out", "none"],
          ["ws/link", "write"],
        ],
      },
      act: "read",
      path: "out/data.txt",
    },
  },
  {
    name: "what a readable link shows is not masked by what is denied where it leads",
    reason:
      "denied places and patterns are masked where the files lie, and the way through the link is another mount",
    effect: "wider",
    covers: ({ trial, profile, decision: { path, realPath = path, reason } }) =>
      trial.act === "read" &&
      realPath !== path &&
      (reason.kind === "deny-glob" || reason.kind === "entry") &&
      linksWith("read", profile).some(({ link }) => isAtOrBelow(path, link)),
    example: {
      case: {
        ...plain,
        readsAll: false,
        writesWorkspace: false,
        places: [["ws/link", "read"]],
        patterns: ["OUT/**/*.txt"],
      },
      act: "read",
      path: "ws/link/linked.txt",
    },
  },
  {
    name: "there is no link in a place that is closed",
    reason: "only what it leads to may be read, and that by its own path",
    effect: "narrower",
    covers: ({ resolver, decision: { access, path, realPath } }) =>
      access !== "none" &&
      realPath !== undefined &&
      foldersAbove(path).some((folder) => resolver.access(folder) === "none"),
    example: {
      case: { ...plain, readsAll: false, writesWorkspace: false, places: [["project/../out", "read"]] },
      act: "read",
      path: "ws/link/linked.txt",
    },
  },
];

function entriesOf(profile: PermissionProfile) {
  return profile.type === "managed" && profile.fileSystem.type === "restricted"
    ? profile.fileSystem
    : undefined;
}

function depthOf(profile: PermissionProfile): number | undefined {
  return entriesOf(profile)?.globScanMaxDepth ?? undefined;
}

/** How many names lie between the fixed part of an absolute pattern and a path. */
function depthBelow(pattern: string, path: string): number {
  const names = pattern.split("/");
  const fixed = names.findIndex((name) => /[*?[]/.test(name));
  return path.split("/").length - fixed;
}

function realPathOfLink(path: string): string | undefined {
  const real = fileSystemView.realpath?.(path);
  return real === path ? undefined : real;
}

function isLink(profile: PermissionProfile, pointer: string): boolean {
  const entry = entriesOf(profile)?.entries[Number(pointer.split("/").at(-1))];
  return entry?.path.type === "path" && realPathOfLink(entry.path.path) !== undefined;
}

/** The symbolic links that entries name with an access, and where they lead. */
function linksWith(
  access: FileSystemAccessMode,
  profile: PermissionProfile,
): readonly { readonly link: string; readonly real: string }[] {
  const entries = entriesOf(profile)?.entries ?? [];
  return entries.flatMap((entry) => {
    const real =
      entry.path.type === "path" && entry.access === access ? realPathOfLink(entry.path.path) : undefined;
    return entry.path.type === "path" && real !== undefined ? [{ link: entry.path.path, real }] : [];
  });
}

/** The folders of a path that are not links themselves, the nearest first. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) folders.push(folder);
  return folders.filter((folder) => realPathOfLink(folder) === undefined);
}

/** Whether a place lies in a denied one, with nothing between them that may be written. */
function isInDeniedPlace(resolver: Resolver, place: string): boolean {
  if (place === "/") return false;
  const { access, reason } = resolver.decide(dirname(place));
  if (reason.kind !== "entry" || access === "write") return false;
  return access === "none" || isInDeniedPlace(resolver, reason.place);
}
