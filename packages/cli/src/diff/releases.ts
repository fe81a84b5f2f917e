import type { Git } from "./git.js";

/** The tags of releases, oldest first: of the protocol package where there are any, else `v1.2.3`. */
export async function releaseTags(git: Git, pattern?: string): Promise<string[]> {
  for (const one of pattern === undefined ? PATTERNS : [pattern]) {
    const tags = (await git.tags(one)).filter((tag) => versionOf(tag) !== undefined);
    if (tags.length > 0) return tags.sort(byVersion);
  }
  return [];
}

const PATTERNS = ["@codex-contracts/protocol@*", "v*"];

interface Version {
  readonly parts: readonly number[];
  readonly prerelease: string;
}

function versionOf(tag: string): Version | undefined {
  const found = /(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?$/.exec(tag);
  if (found === null) return undefined;
  return { parts: found.slice(1, 4).map(Number), prerelease: found[4] ?? "" };
}

function byVersion(a: string, b: string): number {
  const [x, y] = [versionOf(a), versionOf(b)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (x?.parts[i] ?? 0) - (y?.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  // A release goes after its prereleases.
  if (x?.prerelease === y?.prerelease) return 0;
  if (x?.prerelease === "") return 1;
  if (y?.prerelease === "") return -1;
  return (x?.prerelease ?? "") < (y?.prerelease ?? "") ? -1 : 1;
}
