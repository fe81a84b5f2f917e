import { useEffect, useRef, useState } from "preact/hooks";
import { setShortcuts, shortcutsOn } from "./use-keys.js";

const keys = [
  { keys: ["j", "k"], does: "next and previous row; an open event follows" },
  { keys: ["Enter"], does: "open the row" },
  { keys: ["Esc"], does: "close what is open and go back to its row" },
  { keys: ["/"], does: "go to the filters" },
  { keys: ["p"], does: "pause and resume live events" },
  { keys: ["n"], does: "show new events that were held back" },
  { keys: ["1", "2", "3", "4"], does: "Events, Quarantine, Threads, Overview" },
  { keys: ["←", "→"], does: "go along the timeline of a thread" },
  { keys: ["?"], does: "this help" },
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(shortcutsOn);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keyboard</h2>
      <dl class="keys">
        {keys.map((each) => (
          <div key={each.does}>
            <dt>
              {each.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(change) => {
            setShortcuts(change.currentTarget.checked);
            setOn(change.currentTarget.checked);
          }}
        />
        Shortcuts of a single key
      </label>
      <div class="actions">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}
