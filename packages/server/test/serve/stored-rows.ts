import { openFolder } from "../../dist/index.js";

/** What a query finds in a folder, whether a server runs there or not. */
export async function storedRows(folder: string, sql: string): Promise<unknown[][]> {
  const opened = await openFolder(folder);
  try {
    const json = { sql, rows: 1_000_000 };
    const { body } = await opened.ask({ method: "POST", path: "/local/query", json });
    let text = "";
    for await (const piece of body) text += Buffer.from(piece).toString();
    return (JSON.parse(text) as { rows: unknown[][] }).rows;
  } finally {
    await opened.close();
  }
}

/** The threads of all stored hook runs. */
export async function storedThreads(folder: string): Promise<unknown[]> {
  const rows = await storedRows(folder, "SELECT thread_id FROM codex_hook_run ORDER BY thread_id");
  return rows.map(([thread]) => thread);
}
