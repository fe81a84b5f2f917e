import type { Issue, IssueCode, Observation } from "./issue.js";

/** Key names that look like field names; any other unknown key may be content and is written `*`. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Collects what an explainer finds. In the consumer reading unknown keys, tags and words are observations, not issues. */
export class Report {
  // Most reports hold one issue, so there is no list before the first.
  found: Issue[] | undefined;
  private tolerated: Observation[] | undefined;
  /** Whether a member that must be there was missing somewhere. */
  missing: boolean;
  private readonly consumer: boolean;

  // Plain members, set in the constructor: engines set up private names and field initialisers more slowly.
  constructor(reading: "producer" | "consumer") {
    this.found = undefined;
    this.tolerated = undefined;
    this.missing = false;
    this.consumer = reading === "consumer";
  }

  get issues(): readonly Issue[] {
    return this.found ?? [];
  }

  get observations(): readonly Observation[] {
    return this.tolerated ?? [];
  }

  fail(path: string, code: IssueCode, expected: string): void {
    const issue = { path, code, expected };
    if (code === "required") this.missing = true;
    if (this.found === undefined) this.found = [issue];
    else this.found.push(issue);
  }

  /** Reports a member that must be there: missing when it is undefined, otherwise wrong. */
  failMember(value: unknown, path: string, code: IssueCode, expected: string): void {
    this.fail(path, value === undefined ? "required" : code, expected);
  }

  /** Reports each key that is not among the known ones; `reject`: no reading tolerates them. */
  unknownKeys(value: object, path: string, known: readonly string[], reject = false): void {
    // Keys mostly come in the order of the schema, so that each is the next known one.
    let next = 0;
    for (const key in value) {
      if (key === known[next]) next++;
      else if (known.includes(key)) next = known.indexOf(key) + 1;
      else this.unknownKey(`${path}/${FIELD_NAME.test(key) ? key : "*"}`, reject);
    }
  }

  unknownTag(path: string, expected: string): void {
    if (this.consumer) this.observe(path, "unknown-tag");
    else this.fail(path, "discriminator", expected);
  }

  unknownValue(path: string, expected: string): void {
    if (this.consumer) this.observe(path, "unknown-value");
    else this.fail(path, "enum", expected);
  }

  private unknownKey(path: string, reject: boolean): void {
    if (this.consumer && !reject) this.observe(path, "unknown-key");
    else this.fail(path, "additionalProperties", "no such member");
  }

  private observe(path: string, kind: Observation["kind"]): void {
    const observation = { path, kind };
    if (this.tolerated === undefined) this.tolerated = [observation];
    else this.tolerated.push(observation);
  }
}
