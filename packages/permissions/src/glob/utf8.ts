/** The bytes of a text in UTF-8; half of a surrogate pair becomes the replacement character. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const char of text) pushUtf8(char.codePointAt(0) ?? 0, bytes);
  return bytes;
}

function pushUtf8(codePoint: number, bytes: number[]): void {
  const code = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
  else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}
