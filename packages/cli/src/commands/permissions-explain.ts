import { type Command, examples } from "../command.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { ACCEPTED_SHAPES, CWD_NOTE } from "../permissions/accepted-shapes.js";
import type { Subject } from "../permissions/subject.js";
import { type Colours, colours } from "../text/colours.js";

interface Options {
  readonly cwd?: string;
  readonly path?: string;
  readonly json?: true;
}

export const explain: Command = {
  define: (line, start) =>
    void line
      .argument("[file]", "profile or sandbox policy; `-` or none at all is standard input")
      .option("--cwd <directory>", "where commands start; the current directory unless told otherwise")
      .option("--path <path>", "answer for this path only; a relative one starts at --cwd")
      .option("--json", "print the explanation as JSON")
      .addHelpText("after", HELP)
      .action((file: string | undefined, options: Options) =>
        start((context) => explainInput(file, options, context)),
      ),
};

const HELP = `
A place holds for all below it until another place says otherwise; \`write\` includes reading.

${ACCEPTED_SHAPES}

${CWD_NOTE}
${examples([
  ["codex-contracts permissions explain profile.json", "what commands may touch from here"],
  ["codex-contracts permissions explain --cwd /srv/app --path .env profile.json", "one path, and why"],
  [`echo '"workspace-write"' | codex-contracts permissions explain`, "what a sandbox mode comes to"],
])}`;

async function explainInput(file: string | undefined, options: Options, context: Context): Promise<ExitCode> {
  const { stdout, env } = context;
  const { readOne } = await import("../permissions/read-inputs.js");
  const subject = await readOne(file, options.cwd, context);
  const answer =
    options.path === undefined ? await explanationOf(subject) : await decisionOf(subject, options.path);
  stdout.write(
    options.json ? `${JSON.stringify(answer.report(), null, 2)}\n` : answer.render(colours(stdout, env)),
  );
  return ExitCode.ok;
}

/** An answer in both forms, of which one is asked for. */
interface Answer {
  readonly report: () => unknown;
  readonly render: (paint: Colours) => string;
}

async function explanationOf(subject: Subject): Promise<Answer> {
  const [{ explainReport, explainSubject }, { renderExplanation }] = await Promise.all([
    import("../permissions/explain-report.js"),
    import("../permissions/render-explanation.js"),
  ]);
  const explained = explainSubject(subject);
  return {
    report: () => explainReport(explained),
    render: (paint) => renderExplanation(explained, paint),
  };
}

async function decisionOf(subject: Subject, path: string): Promise<Answer> {
  const [{ decide, decisionReport }, { renderDecision }] = await Promise.all([
    import("../permissions/decision-report.js"),
    import("../permissions/render-decision.js"),
  ]);
  const decision = decide(subject, path);
  return {
    report: () => decisionReport(subject, decision),
    render: (paint) => renderDecision(subject, decision, paint),
  };
}
