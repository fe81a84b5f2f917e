import type { Contract } from "@codex-contracts/protocol";

/** Everything that a contract says about a value that it refuses or observes, in every way that it can be asked. */
export function saidAbout(contract: Contract<unknown>, value: unknown): string {
  const producer = contract.safeParse(value);
  const consumer = contract.consumer.safeParse(value);
  const standard = contract["~standard"].validate(value);
  return [
    producer.ok ? "" : JSON.stringify(producer.issues),
    consumer.ok ? "" : JSON.stringify(consumer.issues),
    JSON.stringify(consumer.observations),
    JSON.stringify(standard.issues),
    thrownBy(() => contract.parse(value)),
    thrownBy(() => contract.consumer.parse(value)),
  ].join("\n");
}

/** Message, stack and members of what a call throws; nothing when it does not throw. */
function thrownBy(call: () => unknown): string {
  try {
    call();
    return "";
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return [
      String(error),
      error.message,
      error.stack,
      JSON.stringify(error),
      JSON.stringify(Object.entries(error)),
    ].join("\n");
  }
}
