/** One message of a stream of server-sent events. */
export interface StreamMessage {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/**
 * Cuts text into messages as it comes, as the HTML standard describes server-sent events. A reader of its own,
 * because EventSource cannot send a token.
 */
export function createStreamReader(onMessage: (message: StreamMessage) => void): (text: string) => void {
  let rest = "";
  let event = "message";
  let data: string[] = [];
  let id: string | undefined;

  function line(text: string): void {
    if (text === "") {
      if (data.length > 0) onMessage({ event, data: data.join("\n"), id });
      event = "message";
      data = [];
      id = undefined;
      return;
    }
    const at = text.indexOf(":");
    const field = at === -1 ? text : text.slice(0, at);
    const value = at === -1 ? "" : text.slice(at + 1).replace(/^ /, "");
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
    else if (field === "id") id = value;
  }

  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const each of lines) line(each.endsWith("\r") ? each.slice(0, -1) : each);
  };
}
