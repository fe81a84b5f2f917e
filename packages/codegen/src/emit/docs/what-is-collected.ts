import { familyText } from "../../families.js";
import { type ContractModel, type GeneratedFile, PRIVACY_CLASSES, type PrivacyClass } from "../../model.js";
import type { DocsContext } from "./context.js";
import { type InventoryRow, inventory } from "./inventory.js";
import { contractLink, inventoryTable } from "./inventory-table.js";
import { anchor, bullets, code, document, link, prose, table } from "./markdown.js";
import { banner, REFERENCE } from "./place.js";
import { PRIVACY_MEANING } from "./privacy.js";

const INTRO =
  "Every value that Codex sends in analytics events and in turn metadata, by how sensitive it is. The objects are closed: a producer that validates what it sends cannot send anything that is missing here. In a path, `*` is any name in a map and `[]` any item of a list.";

const COUNTS =
  "Number of different paths by contract and class. The names in a map count as a path of their own.";

const LOCAL =
  "Hooks, permissions and the app-server: these messages pass between Codex and the hooks and clients of the same user and are not collected. Whoever writes a hook or a client handles their sensitive values, which are listed here.";

/** The page for privacy reviewers: every value that leaves the machine, most sensitive first; then what stays, as far as it is sensitive. */
export function whatIsCollectedPage(context: DocsContext): GeneratedFile {
  const { contracts, families } = context.model;
  const collected = contracts.filter((c) => familyText(c.family).collected);
  const rows = inventory(context, collected).filter((row) => row.kind !== "contract");
  // Contracts that only carry others have no rows of their own, so "all" means all the rest.
  const among = collected.filter((c) => rows.some((row) => row.contracts.includes(c)));
  const local = families.filter((family) => !familyText(family).collected);
  const blocks = [
    banner("schemas/"),
    "# What is collected",
    INTRO,
    overview(rows, local),
    "## How much of each class",
    COUNTS,
    countsTable(among, rows),
    ...PRIVACY_MEANING.flatMap(([privacy, meaning]) => classMarkdown(privacy, meaning, rows, among)),
    ...exposuresMarkdown(contracts),
    ...leftOutMarkdown(collected),
    ...(local.length === 0 ? [] : [`## ${LOCAL_TITLE}`, LOCAL]),
    ...local.flatMap((family) => localMarkdown(context, family)),
  ];
  return { path: `${REFERENCE}/what-is-collected.md`, text: document(blocks) };
}

const LOCAL_TITLE = "What stays local";

function overview(rows: readonly InventoryRow[], local: readonly string[]): string {
  const classes = PRIVACY_MEANING.map(
    ([privacy]) => `${link(privacy, `#${anchor(classTitle(privacy))}`)}: ${ofClass(rows, privacy).length}`,
  );
  return bullets([...classes, ...(local.length === 0 ? [] : [link(LOCAL_TITLE, `#${anchor(LOCAL_TITLE)}`)])]);
}

function countsTable(contracts: readonly ContractModel[], rows: readonly InventoryRow[]): string {
  const classes = PRIVACY_MEANING.map(([privacy]) => privacy);
  const cells = contracts.map((contract) => {
    const highest = [...highestByPath(rows.filter((row) => row.contracts.includes(contract))).values()];
    return [
      contractLink(contract),
      ...classes.map((privacy) => String(highest.filter((c) => c === privacy).length)),
      String(highest.length),
    ];
  });
  return table(["Contract", ...classes, "all"], cells);
}

/** A path that several branches of a union share counts once, with its highest class. */
function highestByPath(rows: readonly InventoryRow[]): Map<string, PrivacyClass> {
  const byPath = new Map<string, PrivacyClass>();
  for (const { path, kind, privacy } of rows) {
    const id = `${kind} ${path}`;
    const other = byPath.get(id);
    if (other === undefined || PRIVACY_CLASSES.indexOf(privacy) > PRIVACY_CLASSES.indexOf(other))
      byPath.set(id, privacy);
  }
  return byPath;
}

function classMarkdown(
  privacy: PrivacyClass,
  meaning: string,
  rows: readonly InventoryRow[],
  among: readonly ContractModel[],
): string[] {
  const inClass = ofClass(rows, privacy);
  return [
    `## ${classTitle(privacy)}`,
    inClass.length === 0 ? "None." : `Such a value ${meaning}.`,
    inventoryTable(inClass, among),
  ];
}

function classTitle(privacy: PrivacyClass): string {
  return `Class ${privacy}`;
}

function ofClass(rows: readonly InventoryRow[], privacy: PrivacyClass): InventoryRow[] {
  return rows.filter((row) => row.privacy === privacy);
}

const EXPOSURES =
  "Every contract has a ceiling, the highest class that its values may have. These values are above it, since somebody has decided so: the decision has an owner and a last day, after which the build fails.";

/** What exceeds the ceiling of its contract, and who answers for it. */
function exposuresMarkdown(contracts: readonly ContractModel[]): string[] {
  const rows = contracts.flatMap((contract) =>
    contract.exposures.map(({ at, reason, owner, expires }) => [
      contractLink(contract),
      at.map((place) => code(place)).join("<br>"),
      prose(reason),
      prose(owner),
      expires,
    ]),
  );
  return rows.length === 0
    ? []
    : ["## Accepted above the ceiling", EXPOSURES, table(["In", "Values", "Why", "Owner", "Until"], rows)];
}

/** Rules whose name starts with V are the ones about privacy. */
function leftOutMarkdown(contracts: readonly ContractModel[]): string[] {
  const users = new Map<string, ContractModel[]>();
  for (const contract of contracts) {
    for (const rule of contract.rules.filter((text) => /^V\d+:/.test(text)))
      users.set(rule, [...(users.get(rule) ?? []), contract]);
  }
  const rules = [...users]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([rule, within]) => `${prose(rule)} (${within.map(contractLink).join(", ")})`);
  return rules.length === 0
    ? []
    : [
        "## Privacy rules",
        "What is left out on purpose, and what producers do with what is sent.",
        bullets(rules),
      ];
}

function localMarkdown(context: DocsContext, family: string): string[] {
  const contracts = context.model.contracts.filter((c) => c.family === family);
  // A contract that is nothing but a choice of others says nothing that these do not.
  const rows = ofClass(inventory(context, contracts), "sensitive").filter(
    (row) => row.kind !== "contract" || row.path !== "",
  );
  return [
    `### ${familyText(family).title}`,
    rows.length === 0 ? "No sensitive values." : "",
    inventoryTable(rows, contracts),
  ];
}
