import { expect, it } from "vitest";
import { benchOf } from "./bench.js";
import { validateInputs } from "./validate-inputs.js";

const options = {
  bench: benchOf(undefined),
  reading: "producer",
  maxFindings: 5,
  progress: { advance: () => {}, stop: () => {} },
} as const;

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("{}\n");
  throw Object.assign(new Error("read of s3cret failed"), { code: "EIO" });
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

it("says which input cannot be read to its end", async () => {
  const input = { name: "disk.ndjson", size: undefined, open: failing };
  await expect(validateInputs([input], options)).rejects.toMatchObject({
    name: "MisuseError",
    message: "cannot read disk.ndjson (EIO)",
  });
});

it("counts every input by itself, with all its bytes", async () => {
  const inputs = ["{}\n{}", "[]", "\ufeff{\n"].map((text, index) => ({
    name: `${index}`,
    size: undefined,
    open: () => bytes(text),
  }));
  expect((await validateInputs(inputs, options)).files).toEqual([
    { file: "0", bytes: 5, valid: 0, invalid: 2, unreadable: 0 },
    { file: "1", bytes: 2, valid: 0, invalid: 0, unreadable: 0 },
    { file: "2", bytes: 5, valid: 0, invalid: 0, unreadable: 1 },
  ]);
});

it("stops the progress bar even when reading fails", async () => {
  let stopped = false;
  const progress = {
    advance: () => {},
    stop: () => {
      stopped = true;
    },
  };
  const input = { name: "x", size: undefined, open: failing };
  await expect(validateInputs([input], { ...options, progress })).rejects.toThrow();
  expect(stopped).toBe(true);
});
