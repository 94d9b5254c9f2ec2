/** Chooses among the sheets of a workbook the ones that are orders. */
import { IngestError } from "../../orders/ingest-error.ts";
import type { PlanWarning } from "../../orders/plan.ts";
import { columnShapes, looksLikeDates, looksLikeNumbers } from "../columns.ts";
import { isKnownHeader } from "../header-words.ts";
import { placeOf } from "../record-header.ts";
import { isBlankRecord } from "./records.ts";
import type { RecordTable } from "./table.ts";

/** The beginning of a sheet. */
export interface SheetGlance {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly (readonly string[])[];
}

/** A chosen sheet: its place among the sheets, and what its table says about the choice. */
export type ChosenSheet = Pick<RecordTable, "evidence" | "warnings" | "sheets"> & { readonly index: number };

interface Judged {
  readonly index: number;
  readonly name: string;
  readonly isHidden: boolean;
  readonly isBlank: boolean;
  /** How much it looks like a table of orders: known words in the header, dates, amounts; below 0 it is none. */
  readonly score: number;
  readonly header: string | null;
}

function judge({ name, isHidden, rows }: SheetGlance, index: number): Judged {
  const filled = rows.filter((row) => !isBlankRecord(row));
  const none = { index, name, isHidden, score: -1, header: null };
  if (filled.length === 0) return { ...none, isBlank: true };
  const { from, width, header } = placeOf(filled);
  if (width < 2) return { ...none, isBlank: false };
  const body = filled.slice(header.body).map((row) => row.slice(from));
  const shapes = columnShapes(body, width);
  const words = header.columns.filter(isKnownHeader).length;
  const dates = shapes.some(looksLikeDates) ? 3 : 0;
  const numbers = shapes.some(looksLikeNumbers) ? 1 : 0;
  return {
    index,
    name,
    isHidden,
    isBlank: false,
    score: body.length === 0 ? 0 : Math.min(words, 10) + dates + numbers,
    header:
      header.header === null
        ? null
        : JSON.stringify(header.columns.map((column) => column.trim().toLowerCase())),
  };
}

/** Visible before hidden, then by score, then the first. */
const better = (a: Judged, b: Judged): number =>
  Number(a.isHidden) - Number(b.isHidden) || b.score - a.score || a.index - b.index;

const leftOut = (others: readonly Judged[]): PlanWarning[] =>
  others.length === 0
    ? []
    : [
        {
          code: "MULTIPLE_SHEETS",
          message: `sheets that are not read: ${others.map(({ name, isHidden }) => (isHidden ? `${name} (hidden)` : name)).join(", ")}`,
          count: others.length,
        },
      ];

/** The error of a workbook of which no sheet has a cell. */
export const blankWorkbook = (): IngestError =>
  new IngestError("NO_ROWS", "missing rows: every sheet is blank", {
    hint: "Open the workbook and look which sheet has the orders.",
    key: "refusal_blank_workbook",
  });

/**
 * The sheets to read: the one that is wanted, else the best and the visible ones of the same columns.
 * @throws IngestError NO_ROWS where all are blank, UNSUPPORTED where the wanted one is not there
 */
export function chooseSheets(
  glances: readonly SheetGlance[],
  wanted: string | undefined,
): readonly ChosenSheet[] {
  const judged = glances.map(judge);
  const filled = judged.filter(({ isBlank }) => !isBlank);
  if (filled.length === 0) throw blankWorkbook();
  const asked = wanted === undefined ? undefined : judged.find(({ name }) => name === wanted);
  if (wanted !== undefined && asked === undefined)
    throw new IngestError("UNSUPPORTED", `unknown sheet: ${wanted}`, {
      hint: `The sheets are ${judged.map(({ name }) => name).join(", ")}.`,
      key: "refusal_unknown_sheet",
      inputs: { sheet: wanted, sheets: judged.map(({ name }) => name).join(", ") },
    });
  const best = asked ?? [...filled].sort(better)[0]!;
  const same =
    asked !== undefined || best.header === null
      ? [best]
      : filled.filter(
          (one) => one === best || (one.header === best.header && one.isHidden === best.isHidden),
        );
  const others = filled.filter((one) => !same.includes(one));
  return same.map((one, position) => ({
    index: one.index,
    evidence: [
      asked === undefined
        ? { key: "evidence_sheet_found", inputs: { sheet: one.name } }
        : { key: "evidence_sheet_chosen", inputs: { sheet: one.name } },
    ],
    warnings: position === 0 ? leftOut(others) : [],
    ...(same.length === 1 && others.length > 0
      ? { sheets: { names: filled.map(({ name }) => name), chosen: one.name } }
      : {}),
  }));
}
