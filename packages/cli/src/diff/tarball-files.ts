import { list, type ReadEntry } from "tar";
import { MisuseError } from "../misuse-error.js";
import { MOST_BYTES, type SideFile } from "./side.js";

/** The JSON files of a tarball as npm packs it; of a package with a folder `schemas`, those below it. */
export async function tarballFiles(file: string): Promise<SideFile[]> {
  const files: SideFile[] = [];
  let bytes = 0;
  const onReadEntry = (entry: ReadEntry): void => {
    if (entry.type !== "File" || !entry.path.endsWith(".json")) return void entry.resume();
    const pieces: Buffer[] = [];
    entry.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= MOST_BYTES) pieces.push(piece);
    });
    entry.on("end", () =>
      files.push({ path: inPackage(entry.path), text: Buffer.concat(pieces).toString("utf8") }),
    );
  };
  try {
    await list({ file, onReadEntry, strict: true });
  } catch {
    throw new MisuseError(`${file} is no tarball`, "Name a .tgz as `npm pack` writes it.");
  }
  if (bytes > MOST_BYTES) throw new MisuseError(`${file} holds too much JSON`);
  return schemasOf(files);
}

/** npm puts everything below one folder. */
function inPackage(path: string): string {
  return path.split("/").slice(1).join("/") || path;
}

function schemasOf(files: readonly SideFile[]): SideFile[] {
  const inside = files.filter(({ path }) => path.startsWith("schemas/"));
  if (inside.length === 0) return [...files];
  return inside.map(({ path, text }) => ({ path: path.slice("schemas/".length), text }));
}
