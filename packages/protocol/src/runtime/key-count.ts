/** How many keys an object has. */
export function keyCount(value: object): number {
  let count = 0;
  for (const _ in value) count++;
  return count;
}
