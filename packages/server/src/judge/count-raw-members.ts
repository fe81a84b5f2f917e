/** What `countRawMembers` gives when it cannot tell. */
export const UNSURE = -1;

/** `count-raw-members.wat`, assembled: sixteen bytes at a time, five times as fast as the same in JavaScript. */
const CODE =
  "AGFzbQEAAAABBgFgAX8BfwMCAQAFAwEAAQcSAgZtZW1vcnkCAAVjb3VudAAACn8BfQICfwR7QQIhAQNAIAFBAWv9AAQAIQMgAf0ABABBOv0P/SMhBCAEIANBIv0P/SP9TiEFIAYgBSABQQJr/QAEAEHcAP0P/SP9TiAEIANBIP0P/Sr9Tv1Q/VAhBiACIAX9ZGlqIQIgAUEQaiEBIAEgAEkNAAtBfyACIAb9UxsL";
/** What is used of the global; its types come with those of browsers. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(CODE, "base64")));
// As its text exports them.
const { memory, count } = exports as {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly count: (end: number) => number;
};
const room = new Uint8Array(memory.buffer);

/** Two bytes before a piece, and zeros behind it, belong to what is looked at. */
const BEFORE = 2;
const BEHIND = 16;
const PIECE = room.length - BEFORE - BEHIND;

/**
 * How many members the objects of a JSON text have, repeated keys included; `UNSURE` when that takes reading the
 * text as JSON. `text` is valid JSON.
 *
 * A colon after a quote ends a key, unless the quote opens a text that begins with a colon: then the count is too
 * high, which a caller takes for a repeated key and looks closely. It is never too low: a colon after white space
 * and a quote after a backslash are left to the caller.
 */
export function countRawMembers(text: Uint8Array): number {
  let members = 0;
  // No key ends before the third byte.
  for (let from = BEFORE; from < text.length; from += PIECE) {
    const piece = text.subarray(from - BEFORE, from + PIECE);
    room.set(piece);
    room.fill(0, piece.length, piece.length + BEHIND);
    const found = count(piece.length);
    if (found === UNSURE) return UNSURE;
    members += found;
  }
  return members;
}
