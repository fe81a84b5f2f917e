import type { Issue, IssueCode, Observation } from "./issue.js";
import { keyCount } from "./key-count.js";

/** Key names that look like field names; any other unknown key may be content and is written `*`. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Collects what an explainer finds. In the consumer reading unknown keys, tags and words are observations, not issues. */
export class Report {
  // Most reports hold one issue, so there is no list before the first.
  #issues: Issue[] | undefined;
  #observations: Observation[] | undefined;
  #missing = false;
  readonly #consumer: boolean;

  constructor(reading: "producer" | "consumer") {
    this.#consumer = reading === "consumer";
  }

  get issues(): readonly Issue[] {
    return this.#issues ?? [];
  }

  get observations(): readonly Observation[] {
    return this.#observations ?? [];
  }

  fail(path: string, code: IssueCode, expected: string): void {
    const issue = { path, code, expected };
    if (code === "required") this.#missing = true;
    if (this.#issues === undefined) this.#issues = [issue];
    else this.#issues.push(issue);
  }

  /** Reports a member that must be there: missing when it is undefined, otherwise wrong. */
  failMember(value: unknown, path: string, code: IssueCode, expected: string): void {
    this.fail(path, value === undefined ? "required" : code, expected);
  }

  /**
   * Reports each key that is not among the known ones, of which `required` must be there;
   * `reject`: no reading tolerates them.
   */
  unknownKeys(value: object, path: string, known: readonly string[], required: number, reject = false): void {
    // All required keys and no more: counting costs less than comparing names.
    if (!this.#missing && keyCount(value) === required) return;
    // Keys mostly come in the order of the schema, so that each is the next known one.
    let next = 0;
    for (const key in value) {
      if (key === known[next]) next++;
      else if (known.includes(key)) next = known.indexOf(key) + 1;
      else this.#unknownKey(`${path}/${FIELD_NAME.test(key) ? key : "*"}`, reject);
    }
  }

  unknownTag(path: string, expected: string): void {
    if (this.#consumer) this.#observe(path, "unknown-tag");
    else this.fail(path, "discriminator", expected);
  }

  unknownValue(path: string, expected: string): void {
    if (this.#consumer) this.#observe(path, "unknown-value");
    else this.fail(path, "enum", expected);
  }

  #unknownKey(path: string, reject: boolean): void {
    if (this.#consumer && !reject) this.#observe(path, "unknown-key");
    else this.fail(path, "additionalProperties", "no such member");
  }

  #observe(path: string, kind: Observation["kind"]): void {
    const observation = { path, kind };
    if (this.#observations === undefined) this.#observations = [observation];
    else this.#observations.push(observation);
  }
}
