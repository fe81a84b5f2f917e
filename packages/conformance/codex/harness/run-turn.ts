import type { AppServerClient, Notification, ParamsOf } from "@codex-contracts/client/app-server";

/** A tool that the model is told to call. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: object;
}

export interface TurnOutcome {
  readonly threadId: string;
  /** Status of the completed turn. */
  readonly status: string;
  /** What the assistant said last: with a tool call, the output of the tool as JSON text. */
  readonly said: string | undefined;
}

/** Opens a thread and runs one turn, in which the model calls the tool, to its end. */
export async function runTurn(
  client: AppServerClient,
  thread: ParamsOf<"thread/start">,
  call: ToolCall,
): Promise<TurnOutcome> {
  const notifications = client.notifications({ methods: ["item/completed", "turn/completed"] });
  const { thread: opened } = await client.threadStart(thread);
  const text = JSON.stringify({ call });
  await client.turnStart({ threadId: opened.id, input: [{ type: "text", text, text_elements: [] }] });
  let said: string | undefined;
  for await (const notification of notifications) {
    const { threadId, item, turn } = membersOf(notification);
    if (threadId !== opened.id) continue;
    if (item?.type === "agentMessage") said = item.text;
    if (turn !== undefined) return { threadId, status: turn.status, said };
  }
  throw new Error("the client was closed before the turn was over");
}

interface Members {
  readonly threadId?: string;
  readonly item?: { readonly type: string; readonly text?: string };
  readonly turn?: { readonly status: string };
}

/** The members of the two notifications as 0.125.0 sends them. */
function membersOf({ params }: Notification): Members {
  return params as Members;
}
