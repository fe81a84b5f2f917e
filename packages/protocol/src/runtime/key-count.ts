/** How many keys an object has. Counting them proves a closed object closed without comparing names. */
export function keyCount(value: object): number {
  let count = 0;
  for (const _ in value) count++;
  return count;
}
