/** Documents of older versions are brought to the present one step by step. */
import { RegularsError } from "../base/error.ts";
import { freeName, nameFault } from "./names.ts";
import { bounds } from "./plain-copy.ts";

/** A document of some version, not yet checked. */
export type AnyVersion = Readonly<Record<string, unknown>>;

/** Version 2 reads names in SQL: one that SQL cannot read is changed, as `first-product` to `first_product`. */
function nameCells(document: AnyVersion): AnyVersion {
  const { cells } = document;
  // Too many are refused later; looking at their names would take for ever.
  if (!Array.isArray(cells) || cells.length > bounds.cells) return { ...document, version: 2 };
  const names: string[] = [];
  const kept = cells.flatMap((cell: unknown) => {
    const name = (cell as AnyVersion | null)?.["name"];
    return typeof name === "string" && nameFault(name, []) === null ? [name] : [];
  });
  const named = cells.map((cell: unknown) => {
    const name = (cell as AnyVersion | null)?.["name"];
    if (typeof name !== "string") return cell;
    const free = nameFault(name, names) === null ? name : freeName(name, [...names, ...kept]);
    names.push(free);
    return { ...(cell as AnyVersion), name: free };
  });
  return { ...document, version: 2, cells: named };
}

/** `migrations[n]` turns a document of version n + 1 into one of version n + 2. Append here to change the document. */
export const migrations: readonly ((document: AnyVersion) => AnyVersion)[] = [nameCells];

/** The version that this program writes: one above the number of migrations. */
export const currentVersion = 2;

/**
 * Returns the document in the present version.
 * @throws RegularsError for a version that is newer than this program, or none.
 */
export function migrate(
  document: AnyVersion,
  steps: readonly ((document: AnyVersion) => AnyVersion)[] = migrations,
): AnyVersion {
  const version = document["version"];
  const newest = steps.length + 1;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    throw new RegularsError(`missing version: this is no notebook of Regulars`, {
      hint: "Choose a .regulars.json file that was saved from a notebook.",
    });
  if (version > newest)
    throw new RegularsError(`unsupported version: ${version}`, {
      hint: `This notebook was saved by a newer Regulars; this one reads versions up to ${newest}. Reload the page to get the newest.`,
    });
  return steps.slice(version - 1).reduce((older, step) => step(older), document);
}
