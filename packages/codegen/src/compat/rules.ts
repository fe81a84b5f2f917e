/** How much a release has to say about a change. */
export const SEVERITIES = ["patch", "minor", "major"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What users of a contract do with its messages. */
export const ROLES = ["read", "write", "both"] as const;
export type Role = (typeof ROLES)[number];

/** Which payloads a change can put at odds: those of before with the readers of after, or the other way round. */
export type Breaks = "backward" | "forward" | "both" | "none";

/** A kind of change. */
export interface Rule {
  readonly breaks: Breaks;
  /** Severity for those who read messages of the contract and for those who write them. */
  readonly read: Severity;
  readonly write: Severity;
  /** The rule of the same change backwards, or itself; else `reason` says why there is none. */
  readonly mirror: string;
  /** What changed, as a sentence about the place; `$` stands for the detail. */
  readonly says: string;
  /** What users of the generated TypeScript see, when they see anything. */
  readonly typescript?: string;
  readonly note?: string;
}

const LOST = "code that uses it no longer compiles";
const MORE = "readers get a type that they do not handle";
const SWITCH = "an exhaustive switch over the words no longer compiles";
const NEED = "writers have to give it";
const WRITERS = "writers that give such a value no longer compile";

function pair(
  [wider, narrower]: readonly [string, string],
  [says, saysBack]: readonly [string, string],
  more: {
    readonly wide?: Partial<Rule>;
    readonly narrow?: Partial<Rule>;
  } = {},
): readonly (readonly [string, Rule])[] {
  return [
    [wider, { breaks: "forward", read: "minor", write: "minor", mirror: narrower, says, ...more.wide }],
    [
      narrower,
      { breaks: "backward", read: "major", write: "major", mirror: wider, says: saysBack, ...more.narrow },
    ],
  ];
}

function alone(id: string, rule: Omit<Rule, "mirror">): readonly (readonly [string, Rule])[] {
  return [[id, { ...rule, mirror: id }]];
}

const readMajor = (typescript: string) => ({ wide: { read: "major", typescript } as const });

/**
 * Every kind of change. The first of a pair lets more messages pass, the second fewer. What lets more pass is at
 * least minor, and major for readers where it takes a guarantee away; what lets fewer pass is major.
 */
export const RULES: ReadonlyMap<string, Rule> = new Map([
  ...pair(["contract-added", "contract-removed"], ["the contract is new", "the contract is gone"], {
    wide: { breaks: "none" },
    narrow: { breaks: "none", typescript: LOST },
  }),
  ...alone("contract-renamed", {
    breaks: "none",
    read: "patch",
    write: "patch",
    says: "the definition was called $",
    typescript: "the generated type has another name",
  }),
  ...alone("type-renamed", {
    breaks: "none",
    read: "major",
    write: "major",
    says: "the type was called $",
    typescript: LOST,
  }),
  // A closed object.
  ...pair(["property-added", "property-removed"], ["$ may be there", "$ may not be there any more"], {
    narrow: { typescript: LOST },
  }),
  ...pair(
    ["required-property-removed", "required-property-added"],
    ["$, which was required, may not be there any more", "$ has to be there"],
    {
      wide: { breaks: "both", read: "major", write: "major", typescript: LOST },
      narrow: { breaks: "both", read: "minor", typescript: NEED },
    },
  ),
  // An open object: the key could be there before, with any value.
  ...pair(
    ["property-undescribed", "property-described"],
    ["$ is not described any more", "$ is described, so other values of that key are refused"],
    {
      wide: { read: "major", typescript: LOST },
      narrow: {
        read: "minor",
        write: "minor",
        note: "only payloads that used the key for something else are refused",
      },
    },
  ),
  ...pair(
    ["required-property-undescribed", "required-property-described"],
    ["$, which was required, is not described any more", "$ has to be there"],
    { wide: { read: "major", typescript: LOST }, narrow: { read: "minor", typescript: NEED } },
  ),
  ...pair(["property-optional", "property-required"], ["$ may be missing", "$ has to be there"], {
    wide: { read: "major", typescript: "readers have to handle undefined" },
    narrow: { read: "minor", typescript: NEED },
  }),
  ...pair(
    ["object-opened", "object-closed"],
    ["members that are not listed pass", "members that are not listed are refused"],
    {
      narrow: { typescript: WRITERS },
    },
  ),
  ...pair(
    ["unknown-keys-tolerated", "unknown-keys-refused"],
    ["tolerant readers pass unknown members", "tolerant readers refuse unknown members"],
    { wide: { breaks: "none" }, narrow: { breaks: "none", read: "minor" } },
  ),
  ...pair(
    ["min-properties-lowered", "min-properties-raised"],
    ["fewer members are enough: $", "more members are needed: $"],
  ),
  ...pair(
    ["max-properties-raised", "max-properties-lowered"],
    ["more members may be there: $", "fewer members may be there: $"],
  ),
  ...pair(
    ["member-rule-removed", "member-rule-added"],
    ["a rule between members is gone: $", "a rule between members: $"],
  ),
  ...alone("member-patterns-changed", {
    breaks: "both",
    read: "major",
    write: "major",
    says: "the patterns of member names are others",
  }),
  // JSON types and unions.
  ...pair(["type-added", "type-removed"], ["$ is accepted too", "$ is refused"], readMajor(MORE)),
  ...pair(
    ["null-added", "null-removed"],
    ["null is accepted too", "null is refused"],
    readMajor("readers have to handle null"),
  ),
  ...pair(["branch-added", "branch-removed"], ["the branch $ is new", "the branch $ is gone"], {
    wide: {
      typescript: SWITCH,
      note: "readers that switch over the branches meet one that they do not know",
    },
    narrow: { typescript: LOST },
  }),
  ...pair(["word-added", "word-removed"], ["$ is a word too", "$ is no word any more"], {
    wide: { typescript: SWITCH, note: "readers that switch over the words meet one that they do not know" },
    narrow: { typescript: WRITERS },
  }),
  ...pair(
    ["words-lifted", "words-listed"],
    ["any text is accepted, not only listed words", "only listed words are accepted: $"],
    {
      wide: { read: "major", typescript: MORE },
      narrow: { typescript: WRITERS },
    },
  ),
  ...alone("fixed-value-changed", {
    breaks: "both",
    read: "major",
    write: "major",
    says: "the fixed value is another: $",
    typescript: LOST,
  }),
  ...pair(
    ["words-opened", "words-closed"],
    ["tolerant readers pass words that are not listed", "tolerant readers refuse words that are not listed"],
    {
      wide: { breaks: "none" },
      narrow: { breaks: "none", write: "minor" },
    },
  ),
  ...pair(["value-added", "value-removed"], ["$ is a value too", "$ is no value any more"]),
  // Numbers.
  ...pair(
    ["minimum-lowered", "minimum-raised"],
    ["smaller numbers are accepted: $", "small numbers are refused: $"],
  ),
  ...pair(
    ["maximum-raised", "maximum-lowered"],
    ["larger numbers are accepted: $", "large numbers are refused: $"],
  ),
  ...pair(["integer-lifted", "integer-asked"], ["fractions are accepted", "fractions are refused"], {
    wide: { read: "major" },
  }),
  ...pair(
    ["multiple-lifted", "multiple-asked"],
    ["other numbers than multiples are accepted: $", "only multiples are accepted: $"],
  ),
  // Texts.
  ...pair(
    ["min-length-lowered", "min-length-raised"],
    ["shorter texts are accepted: $", "short texts are refused: $"],
  ),
  ...pair(
    ["max-length-raised", "max-length-lowered"],
    ["longer texts are accepted: $", "long texts are refused: $"],
  ),
  ...pair(["pattern-lifted", "pattern-asked"], ["texts need not match $ any more", "texts have to match $"]),
  ...alone("pattern-changed", {
    breaks: "both",
    read: "major",
    write: "major",
    says: "the pattern is another: $",
  }),
  ...pair(
    ["format-lifted", "format-asked"],
    ["texts need not be of the format $ any more", "texts have to be of the format $"],
  ),
  ...pair(["text-let-in", "text-left-out"], ["$ is not left out any more", "$ is left out"]),
  // Arrays.
  ...pair(
    ["min-items-lowered", "min-items-raised"],
    ["fewer items are enough: $", "more items are needed: $"],
  ),
  ...pair(
    ["max-items-raised", "max-items-lowered"],
    ["more items may be there: $", "fewer items may be there: $"],
  ),
  ...pair(["unique-lifted", "unique-asked"], ["items may repeat", "items may not repeat"]),
  // What the model does not understand, or cannot tell apart.
  ...pair(["rule-lifted", "rule-asked"], ["a rule is gone: $", "a rule is asked for: $"], {
    wide: { breaks: "both" },
    narrow: { breaks: "both" },
  }),
  ...alone("shape-changed", { breaks: "both", read: "major", write: "major", says: "the shape is another" }),
  // What schemas say beside the shape.
  ...pair(
    ["privacy-lowered", "privacy-raised"],
    ["the privacy class is lower: $", "the privacy class is higher: $"],
    {
      wide: { breaks: "none", note: "values that were kept private may be stored and shown" },
      narrow: {
        breaks: "none",
        read: "minor",
        write: "minor",
        note: "values stored under the lower class have to be looked at",
      },
    },
  ),
  ...alone("unit-changed", {
    breaks: "none",
    read: "major",
    write: "major",
    says: "the unit is another: $",
    note: "numbers of before mean something else",
  }),
  ...alone("null-meaning-changed", {
    breaks: "none",
    read: "minor",
    write: "minor",
    says: "null means something else",
  }),
  ...alone("default-changed", {
    breaks: "none",
    read: "minor",
    write: "minor",
    says: "the default is another: $",
  }),
  ...pair(["deprecation-lifted", "deprecated"], ["it is not deprecated any more", "it is deprecated"], {
    wide: { breaks: "none" },
    narrow: { breaks: "none", read: "minor", write: "minor" },
  }),
  ...alone("description-changed", {
    breaks: "none",
    read: "patch",
    write: "patch",
    says: "the description is another",
  }),
]);

/** Why a rule is its own mirror: what it says holds in both directions. */
export const OWN_MIRROR: Readonly<Record<string, string>> = {
  "contract-renamed": "a rename backwards is a rename",
  "type-renamed": "a rename backwards is a rename",
  "member-patterns-changed": "which side lets more pass is not decided by the rule",
  "fixed-value-changed": "the change of a value backwards is a change of it",
  "pattern-changed": "neither pattern includes the other, or that is not known",
  "shape-changed": "which side lets more pass is not decided by the rule",
  "unit-changed": "a change of the unit backwards is a change of it",
  "null-meaning-changed": "a change of the meaning backwards is a change of it",
  "default-changed": "a change of the default backwards is a change of it",
  "description-changed": "a change of the text backwards is a change of it",
};

export function ruleNamed(id: string): Rule {
  const rule = RULES.get(id);
  if (rule === undefined) throw new Error(`no rule named ${id}`);
  return rule;
}

/** The severity of a rule for users of a role; `both` takes the worse. */
export function severityOf(rule: Rule, role: Role): Severity {
  if (role !== "both") return rule[role];
  return SEVERITIES[Math.max(SEVERITIES.indexOf(rule.read), SEVERITIES.indexOf(rule.write))] ?? "major";
}
