import { visit } from "jsonc-parser";

/** A place in a text, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const START: Place = { line: 1, column: 1 };

/** An object or array being read: its own pointer, or undefined when nothing below it is looked for. */
interface Level {
  readonly pointer: string | undefined;
  readonly isArray: boolean;
  /** Pointer of the member that comes next in an object, number of the next item in an array. */
  key: string;
  index: number;
}

/**
 * Finds where the members that the pointers name stand in a JSON text: at the member's name, or at the item of an array.
 * A member that is missing, or hidden behind a `*`, is placed at the closest thing around it that is there.
 */
export function locate(text: string, pointers: readonly string[]): readonly Place[] {
  const looked = new Map<string, Place | undefined>(
    pointers.flatMap(prefixes).map((prefix) => [prefix, undefined]),
  );
  try {
    walk(text, looked);
  } catch {
    // A stack overflow: the walker is recursive. What it found before still stands.
  }
  return pointers.map((pointer) => closest(pointer, looked));
}

function walk(text: string, looked: Map<string, Place | undefined>): void {
  const levels: Level[] = [];
  /** The pointer of the value that begins here. */
  const enter = (line: number, column: number): string | undefined => {
    const level = levels.at(-1);
    if (level === undefined) return "";
    if (level.pointer === undefined) return undefined;
    if (!level.isArray) return level.key;
    const pointer = `${level.pointer}/${level.index}`;
    level.index += 1;
    if (!looked.has(pointer)) return undefined;
    looked.set(pointer, { line: line + 1, column: column + 1 });
    return pointer;
  };
  const open = (isArray: boolean, line: number, column: number): void => {
    const pointer = enter(line, column);
    const isLooked = pointer === "" || (pointer !== undefined && looked.has(pointer));
    levels.push({ pointer: isLooked ? pointer : undefined, isArray, key: "", index: 0 });
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line, column) => open(false, line, column),
    onArrayBegin: (_offset, _length, line, column) => open(true, line, column),
    onObjectEnd: () => void levels.pop(),
    onArrayEnd: () => void levels.pop(),
    onLiteralValue: (_value, _offset, _length, line, column) => void enter(line, column),
    onObjectProperty: (name, _offset, _length, line, column) => {
      const level = levels.at(-1);
      if (level?.pointer === undefined) return;
      level.key = `${level.pointer}/${segment(name)}`;
      if (looked.has(level.key)) looked.set(level.key, { line: line + 1, column: column + 1 });
    },
  });
}

function closest(pointer: string, looked: ReadonlyMap<string, Place | undefined>): Place {
  return (
    prefixes(pointer)
      .map((prefix) => looked.get(prefix))
      .find((place) => place !== undefined) ?? START
  );
}

/** The pointer and those of everything around it, the innermost first; the root is left out. */
function prefixes(pointer: string): readonly string[] {
  const segments = pointer.split("/").slice(1);
  return segments.map((_, index) => `/${segments.slice(0, segments.length - index).join("/")}`);
}

function segment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
