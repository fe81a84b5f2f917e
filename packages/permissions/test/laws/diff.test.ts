import { type AccessMode, compileProfile, diffProfiles, explainProfile } from "@codex-contracts/permissions";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { context, path, profile } from "./arbitraries.js";
import { check, law } from "./check.js";

const breadth: readonly AccessMode[] = ["none", "read", "write"];

describe("comparing", () => {
  it("finds nothing between a profile and itself", () => {
    check(
      law(profile, context, (value, at) => expect(diffProfiles(value, value, at).differences).toEqual([])),
    );
  });

  it("says so whenever more is granted anywhere", () => {
    check(
      law(profile, profile, context, fc.array(path, { minLength: 5 }), (before, after, at, paths) => {
        const [old, young] = [compileProfile(before, at), compileProfile(after, at)];
        const wider = paths.some(
          (one) => breadth.indexOf(young.access(one)) > breadth.indexOf(old.access(one)),
        );
        if (wider) expect(diffProfiles(before, after, at)).toMatchObject({ grantsMore: true, exitCode: 1 });
      }),
      5000,
    );
  });

  it("lists exactly what differs, the other way round in the other direction", () => {
    check(
      law(profile, profile, context, (one, other, at) => {
        const there = diffProfiles(one, other, at).differences;
        const back = diffProfiles(other, one, at).differences;
        const turned = back.map((each) => ({
          ...each,
          change: each.change === "grants" ? "takes-away" : "grants",
        }));
        const key = (each: object) => JSON.stringify({ ...each, before: 0, after: 0 });
        expect(there.map(key).sort()).toEqual(turned.map(key).sort());
      }),
    );
  });
});

describe("explaining", () => {
  it("gives each place the access that it resolves to, patterns aside", () => {
    check(
      law(profile, context, (value, at) => {
        const resolver = compileProfile(value, at);
        for (const { place, access } of explainProfile(value, at).places) {
          if (place.startsWith(":")) continue;
          const { access: resolved, reason } = resolver.decide(place);
          if (reason.kind !== "deny-glob") expect({ place, access }).toEqual({ place, access: resolved });
        }
      }),
    );
  });
});
