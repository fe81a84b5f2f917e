import { cpSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../workspace.js";
import type { Project } from "./install.js";
import { run } from "./run.js";

/** How a user's compiler is set up. */
export interface Compiler {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The strictest settings, in both ways to resolve packages. */
export const COMPILERS: readonly Compiler[] = [
  { name: "NodeNext", options: { module: "NodeNext", moduleResolution: "NodeNext" } },
  { name: "bundler", options: { module: "ESNext", moduleResolution: "bundler", resolveJsonModule: true } },
];

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "ES2022",
};

/** Puts the programs of this package into a project. */
export function addPrograms(project: Project): void {
  cpSync(join(packageRoot, "programs"), join(project.folder, "programs"), { recursive: true });
}

/** Type-checks files of a project, the declarations of the packages included; emits what runs on Node. Returns the first complaints. */
export async function typecheck(
  project: Project,
  { name, options }: Compiler,
  files: readonly string[],
  more: object = {},
): Promise<readonly string[]> {
  const config = `tsconfig.${name}.json`;
  const compilerOptions = {
    ...STRICT,
    ...options,
    lib: ["ES2023"],
    types: ["node"],
    outDir: `built-${name}`,
    rootDir: ".",
    ...more,
  };
  project.write(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(packageRoot, "node_modules/typescript/bin/tsc");
  return run(process.execPath, [tsc, "--project", config, "--pretty", "false"], project.folder).then(
    () => [],
    complaints,
  );
}

function complaints(error: unknown): readonly string[] {
  const lines = String(error)
    .split("\n")
    .filter((line) => line.includes("error TS"));
  return lines.length === 0 ? [String(error)] : lines.slice(0, 10);
}

/** A module that imports everything from each entry, so that the compiler reads all of its declarations. */
export function importAll(specifiers: readonly string[]): string {
  const imports = specifiers.map((specifier, i) => `import * as entry${i} from "${specifier}";`);
  return `${imports.join("\n")}\nexport const entries: readonly object[] = [${specifiers.map((_, i) => `entry${i}`).join(", ")}];\n`;
}
