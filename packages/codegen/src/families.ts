/** What a reader should know of a family, and where its contracts can be had. */
export interface FamilyText {
  readonly title: string;
  readonly text: string;
  /** Whether its messages leave the machine as reports on the use of Codex. */
  readonly collected: boolean;
  /** Whether the wire is that of Codex. Only then are its contracts in the entry of everything; the others have entries of their own. */
  readonly ofCodex: boolean;
}

const TEXTS: Readonly<Record<string, FamilyText>> = {
  analytics: {
    title: "Analytics",
    text: "Events that Codex reports about its use, and the request that delivers them. What tells events apart is their `event_type`.",
    collected: true,
    ofCodex: true,
  },
  "turn-metadata": {
    title: "Turn metadata",
    text: "What Codex says about a turn in a header of the requests to the model.",
    collected: true,
    ofCodex: true,
  },
  hooks: {
    title: "Hooks",
    text: "What Codex writes to the standard input of a hook, what it reads from its standard output, and the file that names the hooks.",
    collected: false,
    ofCodex: true,
  },
  permissions: {
    title: "Permissions",
    text: "What a session or a command may do: the forms of the app-server (camelCase), the forms of the core (snake_case), and older ones that are still read.",
    collected: false,
    ofCodex: true,
  },
  "app-server": {
    title: "App-server",
    text: "Messages between a client and the app-server of Codex that carry permissions.",
    collected: false,
    ofCodex: true,
  },
  facts: {
    title: "Facts",
    text: "What a program tells the analytics client, inside its own process. The events follow from the facts, and nothing of a fact leaves the process except in an event.",
    collected: false,
    ofCodex: false,
  },
  ingestion: {
    title: "Ingestion",
    text: "What a client and the ingestion server of this project say to each other around a track-events request.",
    collected: false,
    ofCodex: false,
  },
};

export function familyText(family: string): FamilyText {
  return TEXTS[family] ?? { title: family, text: "", collected: false, ofCodex: true };
}
