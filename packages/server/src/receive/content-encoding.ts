import * as zlib from "node:zlib";
import { type Answer, refuse } from "./answer.js";

type Decompress = (
  body: Uint8Array,
  options: { readonly maxOutputLength: number },
  done: (error: Error | null, result: Buffer) => void,
) => void;

// Node has zstd from 22.15 on; its types for Node 20 do not name it.
const { zstdDecompress } = zlib as { zstdDecompress?: Decompress };

/** How each content encoding is taken off; `undefined` for none. */
const decoders: ReadonlyMap<string, Decompress | undefined> = new Map([
  ["identity", undefined],
  ["gzip", zlib.gunzip],
  ["x-gzip", zlib.gunzip],
  ...(zstdDecompress === undefined ? [] : [["zstd", zstdDecompress] as const]),
]);

/** The encodings that a sender may use, for the header `accept-encoding` of an answer. */
export const acceptedEncodings = [...decoders.keys()].filter((name) => name !== "x-gzip").join(", ");

/** The body without its content encoding. It never grows beyond `maxBytes`: a bomb is noticed while it is unpacked. */
export function decodeBody(
  body: Buffer,
  encoding: string,
  maxBytes: number,
): Promise<Buffer | Answer> | Buffer | Answer {
  const name = encoding.trim().toLowerCase();
  if (!decoders.has(name)) {
    const error = "the content encoding of the body is not supported";
    return refuse(415, { error, hint: `send one of: ${acceptedEncodings}` });
  }
  const decompress = decoders.get(name);
  if (decompress === undefined) return body;
  return new Promise((resolve) => {
    decompress(body, { maxOutputLength: maxBytes }, (error, result) => {
      resolve(error === null ? result : refuseFor(error, name, maxBytes));
    });
  });
}

function refuseFor(error: Error, name: string, maxBytes: number): Answer {
  return "code" in error && error.code === "ERR_BUFFER_TOO_LARGE"
    ? tooLarge(maxBytes)
    : refuse(400, { error: `the body is not ${name}`, hint: "correct content-encoding or the body" });
}

export function tooLarge(maxBytes: number): Answer {
  return refuse(413, {
    error: `the body is larger than ${maxBytes} bytes`,
    hint: "send fewer events at once",
  });
}
