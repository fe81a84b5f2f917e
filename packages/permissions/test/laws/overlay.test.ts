import {
  type AccessMode,
  applyOverlay,
  compileProfile,
  type EntryList,
  intersectOverlays,
  mergeOverlays,
  normalizeOverlay,
  type Overlay,
  type PathContext,
  type Profile,
  pathEntry,
  preserveDenyReads,
  restrictedProfile,
} from "@codex-contracts/permissions";
import { describe, expect, it } from "vitest";
import { context, overlay, path, profile, restrictedProfile as restricted } from "./arbitraries.js";
import { check, law } from "./check.js";

const breadth: readonly AccessMode[] = ["none", "read", "write"];

describe("intersecting", { timeout: 60_000 }, () => {
  it("never gives more than was granted", () => {
    check(
      law(overlay, overlay, context, path, (requested, granted, at, one) => {
        const both = intersectOverlays(requested, granted, at);
        expect(breadthOf(both, one, at)).toBeLessThanOrEqual(breadthOf(granted, one, at));
        if (both.network?.enabled === true) expect(granted.network).toEqual({ enabled: true });
      }),
      5000,
    );
  });

  it("never gives more than was requested, where the request keeps nothing read-only below what it writes", () => {
    check(
      law(overlay, overlay, context, path, (requested, granted, at, one) => {
        const plain = { ...requested, fileSystem: withoutReads(requested.fileSystem) };
        for (const asked of [plain, { ...requested, fileSystem: withoutWrites(requested.fileSystem) }]) {
          const both = intersectOverlays(asked, granted, at);
          expect(breadthOf(both, one, at)).toBeLessThanOrEqual(breadthOf(asked, one, at));
          if (both.network?.enabled === true) expect(requested.network).toEqual({ enabled: true });
        }
      }),
      5000,
    );
  });

  it("lets a request's own read-only places be written, as Codex does: only its deny entries are kept", () => {
    const requested = fileSystemOnly([pathEntry("/a", "write"), pathEntry("/a/b", "read")]);
    const both = intersectOverlays(requested, fileSystemOnly([pathEntry("/a", "write")]), { cwd: "/" });
    expect(both.fileSystem?.entries).toEqual([pathEntry("/a", "write")]);
  });

  it("loses a request's pattern that has braces in its fixed part, as Codex does: they are taken for a name", () => {
    const deny = { path: { type: "glob_pattern", pattern: "/{a,b}/c" }, access: "none" } as const;
    const requested = fileSystemOnly([pathEntry("/a", "write"), deny]);
    const both = intersectOverlays(requested, fileSystemOnly([pathEntry("/a", "write")]), { cwd: "/" });
    expect(both.fileSystem?.entries).toEqual([pathEntry("/a", "write")]);
  });
});

describe("applying", () => {
  it("never removes a deny", () => {
    check(
      law(restricted, overlay, context, path, (base, added, at, one) => {
        const applied = applyOverlay(base, added);
        expect(deniesOf(applied)).toEqual(expect.arrayContaining(deniesOf(base)));
        if (compileProfile(base, at).isReadDenied(one))
          expect(compileProfile(applied, at).isReadDenied(one)).toBe(true);
      }),
    );
  });

  it("keeps who enforces, and the network that was on", () => {
    check(
      law(profile, overlay, (base, added) => {
        const applied = applyOverlay(base, added);
        expect(applied.type).toBe(base.type);
        if (base.type !== "disabled" && base.network === "enabled")
          expect(applied).toMatchObject({ network: "enabled" });
      }),
    );
  });

  it("adds nothing twice", () => {
    check(
      law(profile, overlay, (base, added) => {
        const applied = applyOverlay(base, added);
        if (applied.type !== "managed" || applied.fileSystem.type === "unrestricted") return;
        expect(applyOverlay(applied, added)).toMatchObject({
          fileSystem: { entries: applied.fileSystem.entries },
        });
      }),
    );
  });
});

describe("merging and normalising", () => {
  it("changes nothing the second time", () => {
    check(
      law(overlay, overlay, (request, granted) => {
        const merged = mergeOverlays(request, granted);
        if (merged?.fileSystem && request.fileSystem && granted.fileSystem) {
          expect(mergeOverlays(merged, granted)?.fileSystem?.entries).toEqual(merged.fileSystem.entries);
        }
        const once = normalizeOverlay(request);
        expect(once.ok && normalizeOverlay(once.value)).toEqual(once);
      }),
    );
  });
});

describe("preserving", () => {
  it("keeps every deny in whatever Codex still enforces, and is done after once", () => {
    check(
      law(profile, profile, (replacement, existing) => {
        const kept = preserveDenyReads(replacement, existing);
        expect(preserveDenyReads(kept, existing)).toEqual(kept);
        if (replacement.type === "external") return expect(kept).toEqual(replacement);
        expect(deniesOf(kept)).toEqual(expect.arrayContaining(deniesOf(existing)));
      }),
    );
  });
});

function fileSystemOnly(entries: EntryList["entries"]): Overlay {
  return { network: null, fileSystem: { entries } };
}

function breadthOf(value: Overlay, one: string, at: PathContext): number {
  const asProfile = restrictedProfile(value.fileSystem ?? { entries: [] }, "restricted");
  // By entries and patterns alone: overlays are no profiles, nothing is protected in them.
  return breadth.indexOf(compileProfile(asProfile, { cwd: at.cwd, tmpdir: at.tmpdir }).access(one));
}

function withoutReads(list: EntryList | null): EntryList | null {
  return list === null ? null : { ...list, entries: list.entries.filter(({ access }) => access !== "read") };
}

function withoutWrites(list: EntryList | null): EntryList | null {
  return list === null ? null : { ...list, entries: list.entries.filter(({ access }) => access !== "write") };
}

function deniesOf(value: Profile) {
  if (value.type !== "managed" || value.fileSystem.type === "unrestricted") return [];
  return value.fileSystem.entries.filter(({ access }) => access === "none");
}
