import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { renderReport } from "./render-report.js";
import type { Report } from "./report.js";

const nothing: Report = {
  version: 1,
  reading: "producer",
  ok: true,
  messages: { valid: 0, invalid: 0, unreadable: 0 },
  files: [],
  contracts: [],
  findingCount: 0,
  findings: [],
  findingGroups: [],
  observations: [],
};

const some: Report = {
  ...nothing,
  ok: false,
  messages: { valid: 1200, invalid: 1, unreadable: 1 },
  contracts: [
    { contract: "analytics/any", valid: 0, invalid: 1 },
    { contract: "analytics/codex-turn-event", valid: 1200, invalid: 0 },
  ],
  findingCount: 2,
  findings: [
    {
      file: "e.ndjson",
      line: 12,
      column: 40,
      contract: "analytics/any",
      pointer: "/a",
      code: "enum",
      expected: 'one of "x", "y"',
    },
    {
      file: "e.ndjson",
      line: 14,
      column: 8,
      contract: null,
      pointer: "",
      code: "syntax",
      expected: "a JSON value",
    },
  ],
};

function render(report: Report, anyEvent?: string): string {
  return renderReport(report, { paint: picocolors.createColors(false), anyEvent });
}

describe("a report in words", () => {
  it("says when there was nothing", () => expect(render(nothing)).toBe("no messages\n"));

  it("shows counts, findings and a sum", () => {
    expect(render(some)).toBe(`contract                    valid  invalid
analytics/any                   0        1
analytics/codex-turn-event  1,200        0
(unreadable)                    0        1

e.ndjson:12  /a  enum  expected one of "x", "y"
e.ndjson:14:8  syntax  expected a JSON value

2 findings in 2 messages of 1,202
`);
  });

  it("says what to do about unknown event types", () => {
    expect(render(some, "analytics/any")).toContain(
      "1 message without a known event_type: name another contract with --contract <id>\n",
    );
  });

  it("sums up the findings that are not shown", () => {
    const findingGroups = [{ contract: "analytics/any", pointer: "/a", code: "enum", count: 1500 }] as const;
    expect(render({ ...some, findingCount: 1502, findingGroups })).toContain(`
1,500 more findings not shown (--max-findings). The most frequent of all:
count  contract       pointer  code
1,500  analytics/any  /a       enum
`);
  });

  it("lists what was tolerated", () => {
    const observations = [
      { contract: "analytics/any", pointer: "/n", kind: "unknown-key", count: 3 },
    ] as const;
    expect(
      render({ ...nothing, messages: { ...nothing.messages, valid: 3 }, observations }),
    ).toBe(`count  contract       pointer  tolerated
    3  analytics/any  /n       unknown key

3 messages, all valid
`);
  });

  it("prints nothing that moves the cursor", () => {
    const [finding] = some.findings;
    const hostile = {
      ...some,
      findings: finding === undefined ? [] : [{ ...finding, file: "a\u001b[2J", pointer: "/\u202e" }],
    };
    expect(render(hostile)).toContain("a\\u{1b}[2J:12  /\\u{202e}  enum");
  });
});
