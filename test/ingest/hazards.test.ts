import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FilePlan } from "../../src/orders/plan.ts";
import { hazardFile } from "../support/hazards.ts";
import { fileAt, headersOf, plan } from "../support/files.ts";

/** The part of a hazard's known answer that a plan can give; the rest is the warehouse's. */
interface Hazard {
  readonly id: string;
  readonly hazard: string;
  readonly files: readonly { readonly name: string }[];
  readonly columns?: Readonly<
    Record<"order_id" | "date" | "customer" | "amount" | "status", string | number>
  >;
  readonly expect: {
    readonly outcome: "load" | "ask" | "refuse";
    readonly error_class?: string;
    readonly encoding?: string;
    readonly delimiter?: string;
    readonly records?: number;
    readonly rejected_lines?: readonly number[];
    readonly skipped_lines?: readonly number[];
    readonly header_line?: number;
    readonly columns?: readonly string[];
    readonly column_count?: number;
    readonly warnings?: readonly string[];
    readonly warnings_any?: readonly string[];
    readonly currency?: string;
  };
  readonly accept_also?: readonly { readonly outcome?: string; readonly error_class?: string }[];
}

const manifest = hazardFile("../manifest.json");
const hazards: readonly Hazard[] =
  manifest === null ? [] : (JSON.parse(readFileSync(manifest, "utf8")) as { list: Hazard[] }).list;

/** Warnings about values and orders, which are known when the file is loaded. */
const laterWarnings = new Set(["NON_NUMERIC_AMOUNT", "INVALID_DATE", "FUTURE_DATE", "MIXED_CURRENCY"]);
const isText = ({ id }: Hazard) => "bdensx".includes(id[0]!) && id !== "s23";

/** What the plan says where the hazard's answer says something, in the answer's words. */
function answer(file: FilePlan, { expect: known }: Hazard) {
  const codes = file.warnings.map(({ code }) => code);
  return {
    outcome: file.questions.length > 0 ? "ask" : "load",
    ...(known.encoding && { encoding: file.encoding }),
    ...(known.delimiter && { delimiter: file.dialect.delimiter }),
    ...(known.records !== undefined && {
      records: file.counted + file.skipped.filter(({ why }) => why === "preamble").length,
    }),
    rejected_lines: file.rejected.map(({ line }) => line),
    ...(known.skipped_lines && { skipped_lines: file.skipped.map(({ line }) => line) }),
    ...(known.header_line && { header_line: file.headerLine }),
    ...(known.columns && { columns: file.columns.map(({ name }) => name) }),
    ...(known.column_count && { column_count: file.columns.length }),
    ...(known.currency && { currency: file.currency }),
    warnings: (known.warnings ?? []).filter((code) => codes.includes(code)),
    ...(known.warnings_any && { warnings_any: known.warnings_any.filter((code) => codes.includes(code)) }),
  };
}

function wanted({ expect: known }: Hazard) {
  const {
    outcome,
    encoding,
    delimiter,
    records,
    skipped_lines,
    header_line,
    columns,
    column_count,
    currency,
  } = known;
  const given = { encoding, delimiter, records, skipped_lines, header_line, columns, column_count, currency };
  return {
    outcome,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    rejected_lines: known.rejected_lines ?? [],
    warnings: (known.warnings ?? []).filter((code) => !laterWarnings.has(code)),
    ...(known.warnings_any && { warnings_any: known.warnings_any }),
  };
}

describe.skipIf(manifest === null)("messy text files with known answers", () => {
  for (const hazard of hazards.filter(isText)) {
    const refused =
      hazard.expect.outcome === "refuse" || hazard.accept_also?.some(({ outcome }) => outcome === "refuse");
    it(`${hazard.id}: ${hazard.hazard}`, async () => {
      const planned = await plan(hazard.files.map(({ name }) => fileAt(hazardFile(name)!)));
      if (refused) {
        const classes = [hazard.expect, ...(hazard.accept_also ?? [])].map(({ error_class }) => error_class);
        expect(planned.plan.files).toEqual([]);
        expect(classes).toContain(planned.refused[0]?.error_class);
        return;
      }
      const file = planned.plan.files.at(-1)!;
      expect(answer(file, hazard)).toEqual(wanted(hazard));
      const headers = headersOf(file);
      const named = (column: string | number) =>
        typeof column === "number" ? file.columns[column]!.name : column;
      expect({
        order_id: headers.order_id,
        date: headers.ordered_at,
        customer: headers.customer_id ?? headers.email,
        amount: headers.net_amount,
      }).toEqual({
        order_id: named(hazard.columns!.order_id),
        date: named(hazard.columns!.date),
        customer: named(hazard.columns!.customer),
        amount: named(hazard.columns!.amount),
      });
    });
  }
});
