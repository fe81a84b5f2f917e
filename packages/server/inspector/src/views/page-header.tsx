import { useSession } from "../api/session.js";
import type { Live } from "../feed/use-live.js";
import { Icon } from "../parts/icon.js";
import { ThemeButton } from "../parts/theme-button.js";
import { Link } from "../place/link.js";
import { home, type View, views } from "../place/place.js";
import { usePlace } from "../place/use-place.js";

const labels: Readonly<Record<View, string>> = {
  events: "Events",
  quarantine: "Quarantine",
  threads: "Threads",
  overview: "Overview",
};

interface PageHeaderProps {
  readonly live: Live;
  readonly onHelp: () => void;
}

export function PageHeader({ live, onHelp }: PageHeaderProps) {
  const { place } = usePlace();
  return (
    <header class="page-header">
      <h1 class="brand">
        <svg class="brand-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M4 11V7m4 4V4m4 7V9" />
        </svg>
        <span>
          Codex Contracts <span class="brand-part">Inspector</span>
        </span>
      </h1>
      <nav aria-label="Views" class="views">
        {views.map((view) => (
          <Link key={view} to={{ ...home, view }} current={view === place.view ? "page" : undefined}>
            {labels[view]}
          </Link>
        ))}
      </nav>
      <div class="page-tools">
        <Connection live={live} />
        <ThemeButton />
        <button type="button" class="button quiet square" aria-label="Keyboard shortcuts" onClick={onHelp}>
          <Icon name="keyboard" />
        </button>
      </div>
    </header>
  );
}

const words = {
  connecting: "Connecting",
  live: "Live",
  lost: "Reconnecting",
  paused: "Paused",
  locked: "Locked",
};

function Connection({ live }: { readonly live: Live }) {
  const { locked } = useSession();
  const state = locked ? "locked" : live.state === "live" && live.paused ? "paused" : live.state;
  return (
    <span class={`connection connection-${state}`} role="status">
      <span class="connection-dot" aria-hidden="true" />
      {words[state]}
    </span>
  );
}
