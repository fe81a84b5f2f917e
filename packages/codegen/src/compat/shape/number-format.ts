/** Formats of numbers that say a range, as schemars and OpenAPI write them. */
const RANGES: ReadonlyMap<string, readonly [number, number]> = new Map(
  [8, 16, 32, 64].flatMap((bits): [string, readonly [number, number]][] => [
    [`int${bits}`, [-(2 ** (bits - 1)), bits === 64 ? 2 ** 63 : 2 ** (bits - 1) - 1]],
    [`uint${bits}`, [0, bits === 64 ? 2 ** 64 : 2 ** bits - 1]],
  ]),
);

/** Smallest and largest number of a format; undefined when it says nothing about numbers. */
export function rangeOfFormat(format: string): readonly [number, number] | undefined {
  return RANGES.get(format);
}

export const NUMBER_FORMATS: readonly string[] = [...RANGES.keys()];
