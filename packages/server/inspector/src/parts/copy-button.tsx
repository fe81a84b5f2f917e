import { useState } from "preact/hooks";
import { Icon } from "./icon.js";

/** Copies a text; says so, and says when the browser refuses. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState<string>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("The browser refused"),
    );
  return (
    <button type="button" class="button quiet" onClick={copy} onBlur={() => setSaid(undefined)}>
      <Icon name="copy" />
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}
