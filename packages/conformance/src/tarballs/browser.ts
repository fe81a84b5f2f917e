import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import type { Project } from "./install.js";

/** What an app for browsers or for an edge runtime must not hold: code made from text, and Node. */
const FORBIDDEN: readonly RegExp[] = [/\beval\s*\(/, /new Function\b/, /\brequire\s*\(/, /["'`]node:/];

/** Bundles a module of a project as an app for browsers does. Fails where something of Node is asked for. */
export async function bundleForBrowser(
  project: Project,
  contents: string,
  format: "esm" | "iife" = "esm",
): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: project.folder },
    bundle: true,
    format,
    globalName: "app",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return result.outputFiles.map(({ text }) => text).join("");
}

/** Says what a module needs that browsers lack; nothing when it runs there. */
export async function needsOfNode(project: Project, specifier: string): Promise<readonly string[]> {
  try {
    const bundle = await bundleForBrowser(project, `export * from "${specifier}";`);
    return FORBIDDEN.filter((text) => text.test(bundle)).map(String);
  } catch (error) {
    return [String(error)];
  }
}

/** Runs a bundle, an `iife` that leaves its exports in `app`, where there is the language and nothing else, and no code can be made from text. */
export function runOnEdge(bundle: string, expression: string): unknown {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(bundle, context);
  // What crosses over is JSON, so that no object of the other realm is compared.
  return JSON.parse(String(runInContext(`JSON.stringify(${expression})`, context)));
}
