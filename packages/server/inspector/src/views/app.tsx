import { useState } from "preact/hooks";
import { useSession } from "../api/session.js";
import { useLive } from "../feed/use-live.js";
import { HelpDialog } from "../keyboard/help-dialog.js";
import { moveRow } from "../keyboard/rows.js";
import { useKeys } from "../keyboard/use-keys.js";
import { useReturningFocus } from "../keyboard/use-returning-focus.js";
import { home, views } from "../place/place.js";
import { usePlace } from "../place/use-place.js";
import { EventsView } from "./events-view.js";
import { OverviewView } from "./overview-view.js";
import { PageHeader } from "./page-header.js";
import { QuarantineView } from "./quarantine-view.js";
import { SignIn } from "./sign-in.js";
import { ThreadsView } from "./threads-view.js";

export function App() {
  const { place, go } = usePlace();
  const { locked } = useSession();
  const [help, setHelp] = useState(false);
  const live = useLive(place.view === "events" ? place : home);

  useReturningFocus(place.event ?? place.group ?? (place.view === "threads" ? place.thread : null));

  const step = (by: 1 | -1) => () => {
    const event = moveRow(by)?.dataset["key"];
    // What is open follows, so that one can read from event to event.
    if (place.view === "events" && place.event !== null && event !== undefined) go({ event }, "replace");
  };
  useKeys({
    j: step(1),
    k: step(-1),
    Escape() {
      if (place.event !== null) go({ event: null });
      else if (place.group !== null) go({ group: null });
      else if (place.view === "threads" && place.thread !== null) go({ thread: null });
    },
    "/": () => document.querySelector<HTMLElement>("[data-search]")?.focus(),
    "?": () => setHelp(true),
    p: () => live.setPaused(!live.paused),
    n: live.release,
    ...Object.fromEntries(views.map((view, index) => [String(index + 1), () => go({ ...home, view })])),
  });

  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <PageHeader live={live} onHelp={() => setHelp(true)} />
      <main id="main" tabIndex={-1} class={`view view-${place.view}`}>
        {locked ? <SignIn /> : <View live={live} />}
      </main>
      <div class="hidden" aria-live="polite" role="status">
        {live.announced}
      </div>
      {help ? <HelpDialog onClose={() => setHelp(false)} /> : null}
    </>
  );
}

function View({ live }: { readonly live: ReturnType<typeof useLive> }) {
  const { place } = usePlace();
  if (place.view === "quarantine") return <QuarantineView />;
  if (place.view === "threads") return <ThreadsView />;
  if (place.view === "overview") return <OverviewView live={live} />;
  return <EventsView live={live} />;
}
