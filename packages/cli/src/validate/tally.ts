import type { Fault } from "../input/fault.js";
import { locate } from "../input/locate.js";
import { createGroupCounter, generalise } from "./group-counter.js";
import type { Judgement, Reading } from "./judge.js";
import type { FileCount, Finding, FindingGroup, ObservationGroup, Report } from "./report.js";

export interface Tally {
  /** Opens the counts of an input; what follows belongs to it. */
  file(name: string): void;
  bytes(amount: number): void;
  /** Takes the verdicts on one value, the number of its first line, and its text to find places in. */
  add(judgements: readonly Judgement[], line: number, text: string): void;
  fault(fault: Fault): void;
  report(): Report;
}

type Counts = { -readonly [K in keyof FileCount]: FileCount[K] };

/** Counts verdicts; keeps the first `maxFindings` findings and counts the others, so its memory does not grow with the input. */
export function createTally(reading: Reading, maxFindings: number): Tally {
  const files: Counts[] = [];
  const contracts = new Map<string, { valid: number; invalid: number }>();
  const findings: Finding[] = [];
  const findingGroups = createGroupCounter<Omit<FindingGroup, "count">>(
    ({ contract, pointer, code }) => `${contract ?? ""} ${code} ${pointer}`,
  );
  const observations = createGroupCounter<Omit<ObservationGroup, "count">>(
    ({ contract, pointer, kind }) => `${contract} ${kind} ${pointer}`,
  );
  let findingCount = 0;
  let current: Counts = newCounts("");

  function count({ contract, valid, pointer, issues, observations: seen }: Judgement): void {
    const counts = contracts.get(contract) ?? { valid: 0, invalid: 0 };
    contracts.set(contract, counts);
    counts[valid ? "valid" : "invalid"] += 1;
    current[valid ? "valid" : "invalid"] += 1;
    findingCount += issues.length;
    for (const { path, code } of issues)
      findingGroups.add({ contract, pointer: generalise(path.slice(pointer.length)), code });
    for (const { path, kind } of seen) observations.add({ contract, pointer: generalise(path), kind });
  }

  function keep(judgements: readonly Judgement[], line: number, text: string): void {
    const kept = judgements
      .flatMap(({ contract, issues }) => issues.map((issue) => ({ contract, ...issue })))
      .slice(0, maxFindings - findings.length);
    const places = locate(
      text,
      kept.map(({ path }) => path),
    );
    for (const [index, { contract, path, code, expected }] of kept.entries()) {
      const place = places[index];
      const row = place === undefined ? line : line + place.line - 1;
      findings.push({
        file: current.file,
        line: row,
        column: place?.column ?? null,
        contract,
        pointer: path,
        code,
        expected,
      });
    }
  }

  return {
    file(name) {
      current = newCounts(name);
      files.push(current);
    },
    bytes(amount) {
      current.bytes += amount;
    },
    add(judgements, line, text) {
      const found = findingCount;
      for (const judgement of judgements) count(judgement);
      if (findingCount > found && findings.length < maxFindings) keep(judgements, line, text);
    },
    fault({ code, line, column, expected }) {
      current.unreadable += 1;
      findingCount += 1;
      findingGroups.add({ contract: null, pointer: "", code });
      if (findings.length >= maxFindings) return;
      findings.push({
        file: current.file,
        line,
        column: column ?? null,
        contract: null,
        pointer: "",
        code,
        expected,
      });
    },
    report: () => ({
      version: 1,
      reading,
      ok: findingCount === 0,
      messages: {
        valid: total(files, "valid"),
        invalid: total(files, "invalid"),
        unreadable: total(files, "unreadable"),
      },
      files,
      contracts: [...contracts]
        .map(([contract, counts]) => ({ contract, ...counts }))
        .sort((a, b) => (a.contract < b.contract ? -1 : 1)),
      findingCount,
      findings,
      findingGroups: findingGroups.groups(),
      observations: observations.groups(),
    }),
  };
}

function newCounts(file: string): Counts {
  return { file, bytes: 0, valid: 0, invalid: 0, unreadable: 0 };
}

function total(files: readonly FileCount[], kind: "valid" | "invalid" | "unreadable"): number {
  return files.reduce((sum, file) => sum + file[kind], 0);
}
