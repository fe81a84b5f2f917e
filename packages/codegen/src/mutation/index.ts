export { caseFile } from "./case-file.js";
export { type IssuesOf, missingCases, type NewCases } from "./fix.js";
export { type Mutant, nameOf } from "./mutant.js";
export { type FileScore, score } from "./score.js";
export { parseSurvivors, type Survivor, scorePage, type Verdict, verdictOf } from "./score-page.js";
