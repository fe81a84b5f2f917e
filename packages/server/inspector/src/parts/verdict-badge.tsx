import type { Verdict } from "../../../src/api/wire.js";
import { Icon, type IconName } from "./icon.js";

const looks: Readonly<Record<Verdict, { icon: IconName; label: string }>> = {
  accepted: { icon: "check", label: "Accepted" },
  quarantined: { icon: "cross", label: "Quarantined" },
  unknown: { icon: "question", label: "Unknown" },
};

/** How an event was judged: shape, colour and word. */
export function VerdictBadge({ verdict, short }: { readonly verdict: Verdict; readonly short?: boolean }) {
  const { icon, label } = looks[verdict];
  return (
    <span class={`verdict verdict-${verdict}`}>
      <Icon name={icon} />
      <span class={short === true ? "hidden" : undefined}>{label}</span>
    </span>
  );
}
