/** The two ends of a long id; time-ordered ids begin alike, so the end is what tells them apart. */
export function shortId(id: string): string {
  return id.length <= 13 ? id : `${id.slice(0, 4)}…${id.slice(-6)}`;
}
