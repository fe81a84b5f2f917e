import type { Issue, IssueCode, Observation } from "./issue.js";

/** Key names that look like field names; any other unknown key may be content and is written `*`. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Collects what an explainer finds. In the consumer reading unknown keys, tags and words are observations, not issues. */
export class Report {
  readonly issues: Issue[] = [];
  readonly observations: Observation[] = [];
  readonly #consumer: boolean;

  constructor(reading: "producer" | "consumer") {
    this.#consumer = reading === "consumer";
  }

  fail(path: string, code: IssueCode, expected: string): void {
    this.issues.push({ path, code, expected });
  }

  /** Reports each key that is not among the known ones; `reject`: no reading tolerates them. */
  unknownKeys(value: object, path: string, known: ReadonlySet<string>, reject = false): void {
    for (const key in value) {
      if (known.has(key)) continue;
      const place = `${path}/${FIELD_NAME.test(key) ? key : "*"}`;
      if (this.#consumer && !reject) this.observations.push({ path: place, kind: "unknown-key" });
      else this.fail(place, "additionalProperties", "no such member");
    }
  }

  unknownTag(path: string, expected: string): void {
    if (this.#consumer) this.observations.push({ path, kind: "unknown-tag" });
    else this.fail(path, "discriminator", expected);
  }

  unknownValue(path: string, expected: string): void {
    if (this.#consumer) this.observations.push({ path, kind: "unknown-value" });
    else this.fail(path, "enum", expected);
  }
}
