import { describe, expect, expectTypeOf, it } from "vitest";
import {
  brand,
  conceal,
  reveal,
  type Sensitive,
  type SkillInvocationEvent,
  unbrand,
} from "../src/gen/branded.js";
import type { SkillInvocationEvent as PlainEvent } from "../src/index.js";

const PLAIN: PlainEvent = {
  event_type: "skill_invocation",
  skill_id: "a".repeat(40),
  skill_name: "deploy",
  event_params: {
    product_client_id: "c",
    skill_scope: "user",
    repo_url: "https://example.com/a.git",
    thread_id: "t",
    invoke_type: "explicit",
    model_slug: "m",
  },
};

/** A row of a table that anyone may read. */
interface PublicRow {
  name: string;
  scope: string | null;
}

describe("branded messages", () => {
  const event = brand("analytics/skill-invocation", PLAIN);

  it("are the plain messages at run time", () => {
    expect(event).toBe(PLAIN);
    expect(unbrand("analytics/skill-invocation", event)).toBe(PLAIN);
    expect(reveal(event.skill_name)).toBe("deploy");
    expect(reveal(conceal("x"))).toBe("x");
  });

  it("do not let a sensitive value into a plain place", () => {
    expectTypeOf(event).toEqualTypeOf<SkillInvocationEvent>();
    expectTypeOf(event.skill_name).toEqualTypeOf<Sensitive<string>>();
    expectTypeOf(event.event_params.repo_url).toEqualTypeOf<Sensitive<string> | null>();
    // @ts-expect-error the name of a skill is sensitive
    const row: PublicRow = { name: event.skill_name, scope: event.event_params.skill_scope };
    // @ts-expect-error so is the URL of its repository
    const url: string | null = event.event_params.repo_url;
    // @ts-expect-error and what can be done with texts cannot be done with it
    expect(() => event.skill_name.toUpperCase()).not.toThrow();
    // @ts-expect-error the whole message is not a plain one
    const plain: PlainEvent = event;
    expect([row.name, url, plain]).toEqual(["deploy", "https://example.com/a.git", PLAIN]);
  });

  it("let public values into plain places, and sensitive ones where somebody reveals them", () => {
    const row: PublicRow = { name: reveal(event.skill_name), scope: event.event_params.skill_scope };
    expect(row).toEqual({ name: "deploy", scope: "user" });
  });

  it("do not take a plain text for a sensitive one by mistake", () => {
    // @ts-expect-error a plain text has to be concealed first
    const name: Sensitive<string> = "deploy";
    expect(name).toBe("deploy");
  });
});
