/** Characters of an answer beyond which its rows are left out: it is in memory several times before it is sent. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Takes rows as they come, until they are so many or so large; what was not taken is never read. */
export async function boundedRows<T>(
  pieces: AsyncIterable<Iterable<readonly T[]>>,
  most: number,
): Promise<{ readonly rows: readonly (readonly T[])[]; readonly truncated: boolean }> {
  const rows: (readonly T[])[] = [];
  let left = MOST_CHARACTERS;
  for await (const piece of pieces)
    for (const row of piece) {
      left -= lengthOf(row);
      if (rows.length >= most || left < 0) return { rows, truncated: true };
      rows.push(row);
    }
  return { rows, truncated: false };
}

/** About as many characters as the JSON of a value has. */
function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length + 3;
  if (typeof value !== "object" || value === null) return 8;
  let sum = 2;
  for (const [key, member] of Object.entries(value)) sum += key.length + lengthOf(member);
  return sum;
}
