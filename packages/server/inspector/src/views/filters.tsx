import { useEffect, useState } from "preact/hooks";
import type { StatsAnswer } from "../../../src/api/wire.js";
import { knownTypes } from "../event/event-kinds.js";
import { verdicts } from "../place/place.js";
import { usePlace } from "../place/use-place.js";

/** The filters of the event list; what they say stands in the address. */
export function Filters({ stats }: { readonly stats: StatsAnswer | undefined }) {
  const { place, go } = usePlace();
  const types = union(knownTypes, stats?.by_type.map((each) => each.event_type) ?? [], place.type);
  const clients = union([], stats?.by_client.map((each) => each.client) ?? [], place.client);
  return (
    <form class="filters" aria-label="Filters" onSubmit={(submit) => submit.preventDefault()}>
      <Choice
        name="type"
        label="Type"
        any="All types"
        words={types}
        value={place.type}
        search
        choose={(type) => go({ type, event: null })}
      />
      <Choice
        name="verdict"
        label="Verdict"
        any="All verdicts"
        words={verdicts}
        value={place.verdict}
        choose={(word) => go({ verdict: verdicts.find((verdict) => verdict === word) ?? null, event: null })}
      />
      <Choice
        name="client"
        label="Client"
        any="All clients"
        words={clients}
        value={place.client}
        choose={(client) => go({ client, event: null })}
      />
      <ThreadField value={place.thread} choose={(thread) => go({ thread, event: null })} />
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly any: string;
  readonly words: readonly string[];
  readonly value: string | null;
  readonly search?: boolean;
  readonly choose: (word: string | null) => void;
}

function Choice({ name, label, any, words, value, search, choose }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select
        name={name}
        value={value ?? ""}
        data-search={search === true ? "" : undefined}
        onChange={(change) => choose(change.currentTarget.value || null)}
      >
        <option value="">{any}</option>
        {words.map((word) => (
          <option key={word} value={word}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ThreadFieldProps {
  readonly value: string | null;
  readonly choose: (thread: string | null) => void;
}

function ThreadField({ value, choose }: ThreadFieldProps) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  const apply = () => {
    const next = text.trim() || null;
    if (next !== value) choose(next);
  };
  return (
    <label class="field field-thread">
      <span>Thread</span>
      <input
        name="thread"
        type="search"
        placeholder="Thread id"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(input) => setText(input.currentTarget.value)}
        onChange={apply}
        onKeyDown={(key) => {
          if (key.key === "Enter") apply();
        }}
      />
    </label>
  );
}

/** Known words first, then what the server has seen beside them, then what is chosen though it was never seen. */
function union(known: readonly string[], seen: readonly (string | null)[], chosen: string | null): string[] {
  return [...new Set([...known, ...seen, chosen])].filter((word) => word !== null);
}
