import { useState } from "preact/hooks";
import { Icon } from "./icon.js";

const root = document.documentElement;

function systemIsDark(): boolean {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Goes between light and dark; the system decides until it is used. */
export function ThemeButton() {
  const [chosen, setChosen] = useState(root.dataset["theme"]);
  const dark = chosen === undefined ? systemIsDark() : chosen === "dark";
  const next = dark ? "light" : "dark";
  const choose = () => {
    root.dataset["theme"] = next;
    setChosen(next);
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Without storage the choice ends with the page.
    }
  };
  return (
    <button type="button" class="button quiet square" onClick={choose} aria-label={`Use the ${next} theme`}>
      <Icon name={dark ? "sun" : "moon"} />
    </button>
  );
}
