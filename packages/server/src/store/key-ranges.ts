/** Sequence numbers that were seen, as ranges: sorted, apart from each other, both ends included. */
export type Ranges = readonly (readonly [first: number, last: number])[];

/** Whether a number is in one of the ranges. */
export function includes(ranges: Ranges, n: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (n < range[0]) high = middle - 1;
    else if (n > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

/** All of both, with neighbours joined. */
export function union(a: Ranges, b: Ranges): Ranges {
  return a.length === 0 ? b : joined([...a, ...b]);
}

/** Numbers in any order as ranges; each counts once. */
export function rangesOf(numbers: Iterable<number>): Ranges {
  return joined([...numbers].map((n) => [n, n]));
}

/** Ranges in any order, sorted and joined. */
export function joined(ranges: Ranges): Ranges {
  const out: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((x, y) => x[0] - y[0])) {
    const previous = out.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else out.push([first, last]);
  }
  return out;
}
