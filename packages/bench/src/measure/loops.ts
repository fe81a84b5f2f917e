let loops = 0;

/**
 * A loop that calls `work` with each input in turn. Each loop is compiled from a text of its own: with a shared
 * one the engine would learn from all contenders together and optimise none of them.
 */
export function loopOver<T>(work: (input: T) => unknown, inputs: readonly T[]): (times: number) => void {
  const body = `
    // loop ${loops++}
    return (times) => {
      let truthy = 0;
      for (let i = 0, at = 0; i < times; i++) {
        if (work(inputs[at])) truthy++;
        if (++at === inputs.length) at = 0;
      }
      return truthy;
    };`;
  return new Function("work", "inputs", body)(work, inputs);
}
