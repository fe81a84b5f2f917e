import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A model that has room for much less than the others. */
export const SMALL_MODEL = "gpt-small";

interface Catalogue {
  readonly models: readonly { readonly slug: string }[];
}

/** Writes the models that Codex knows, and a small one, to the file that the configuration names. */
export function writeModelCatalogue(binary: string, home: string): void {
  const env = { ...process.env, CODEX_HOME: home, HOME: home };
  const text = execFileSync(binary, ["debug", "models"], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { models }: Catalogue = JSON.parse(text);
  const small = {
    ...models.find(({ slug }) => slug === "gpt-5.4"),
    slug: SMALL_MODEL,
    context_window: 50_000,
    max_context_window: 50_000,
  };
  writeFileSync(join(home, "models.json"), JSON.stringify({ models: [...models, small] }));
}
