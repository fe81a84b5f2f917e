import { expect, it, vi } from "vitest";
import { createProgress } from "./progress.js";

const GIGABYTE = 1_000_000_000;

/** What is written while an input of some size is read in a few steps. */
async function written(isTTY: boolean, sizes: readonly (number | undefined)[]): Promise<string> {
  const write = vi.fn<(text: string) => void>();
  const stream = {
    write,
    isTTY,
    columns: 120,
    on: () => {},
    removeListener: () => {},
    cursorTo: () => {},
    clearLine: () => {},
  };
  const progress = createProgress(
    stream,
    sizes.map((size) => ({ size })),
  );
  for (let step = 0; step < 4; step += 1) {
    progress.advance(GIGABYTE / 8);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  progress.stop();
  return write.mock.calls.map(([text]) => text).join("");
}

it("is silent where nobody looks", async () => expect(await written(false, [GIGABYTE])).toBe(""));

it("is silent for what takes no time", async () => expect(await written(true, [1000])).toBe(""));

it("shows how much of the inputs is read", async () => {
  expect(await written(true, [GIGABYTE / 2, GIGABYTE / 2])).toMatch(/\d+% {2}\d+\.\d MB of 1\.0 GB {2}.*\/s/);
});

it("shows how much was read where the end is not known", async () => {
  expect(await written(true, [undefined])).toMatch(/\d+\.\d MB read {2}.*\/s/);
});

it("does not begin after the end", async () => {
  const write = vi.fn();
  const progress = createProgress({ write, isTTY: true }, [{ size: GIGABYTE }]);
  progress.advance(GIGABYTE);
  progress.stop();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(write).not.toHaveBeenCalled();
});
