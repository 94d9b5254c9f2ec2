import { describe, expect, it } from "vitest";
import { columnEvidence, offsetText, type EvidenceContext } from "../../src/app/column-evidence.ts";
import type { MappingRow } from "../../src/app/import-columns.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { ColumnFigures, FileFigures } from "../../src/orders/figures.ts";
import type { CanonicalColumn, FilePlan } from "../../src/orders/plan.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { importPlan, importReport } from "../support/fake-import.ts";

const file: FilePlan = {
  ...importPlan.files[0]!,
  structure: {
    record: "line",
    orderFields: "first_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
    hasCustomerKey: true,
  },
  mapping: { order_id: 0, email: 1, ordered_at: 2 },
  statuses: { paid: "paid" },
  offsets: { 2: [60, 120] },
};
const column = (part: Partial<ColumnFigures>): ColumnFigures => ({
  filled: 10,
  distinct: 0,
  values: [],
  least: null,
  most: null,
  ...part,
});
const values = (...texts: string[]) => texts.map((text) => ({ text, records: 1 }));
const figures: FileFigures = {
  name: file.name,
  records: 20,
  orders: 1000,
  columns: {
    order_id: column({ distinct: 8 }),
    email: column({ distinct: 1234 }),
    ordered_at: column({ least: "2024-01-01", most: "2025-06-18" }),
    paid_at: column({ least: "2024-01-01", most: "2025-06-18" }),
    cancelled_at: column({ filled: 3, least: "2024-01-01", most: "2025-06-18" }),
    status: column({ distinct: 2, values: values("paid", "bezahlt") }),
    net_amount: column({ least: "1.0000", most: "9.0000" }),
    refund_amount: column({ least: "0.0000", most: "9.0000" }),
    shipping_amount: column({ least: "0.0000", most: "3.9000" }),
    tax_amount: column({ least: "0.0000", most: "0.0000" }),
    coupon: column({ distinct: 3 }),
    channel: column({ distinct: 3, values: values("web", "pos", "instagram") }),
    country: column({ distinct: 14 }),
    unit_price: column({ least: "6.0000", most: "41.5000" }),
    campaign: column({ filled: 0 }),
  },
  ordersWith: { refund_amount: 214, shipping_amount: 730, tax_amount: 0, coupon: 80 },
  paidWithoutTime: 0,
};
const context = (locale: "en" | "zh-Hans", part: Partial<EvidenceContext> = {}): EvidenceContext => ({
  file,
  figures,
  report: importReport.files[0]!,
  rules: defaultRules,
  messages: createMessages(locale),
  ...part,
});
const kinds: Partial<Record<CanonicalColumn, MappingRow["kind"]>> = {
  ordered_at: "time",
  paid_at: "time",
  cancelled_at: "time",
  tax_amount: "money",
  unit_price: "money",
};
const row = (means: CanonicalColumn, evidence = "evidence_mapping_source"): MappingRow => ({
  column: file.mapping[means] ?? 9,
  name: "Column",
  means,
  kind: kinds[means] ?? "text",
  cells: [],
  evidence: [{ key: evidence, inputs: { column: "Column" } }],
});

describe("the evidence of a column", () => {
  it.each<[CanonicalColumn, string]>([
    ["order_id", "8 different; repeats are lines of one order"],
    ["email", "1,234 customers; 207 orders have none"],
    ["ordered_at", "1 Jan 2024 to 18 Jun 2025; Every stamp carries +0100 or +0200"],
    ["paid_at", "Empty where not paid"],
    ["cancelled_at", "In 3 records"],
    ["status", "Not known, counted as paid: bezahlt"],
    ["net_amount", "On an order’s first line only; never added twice"],
    ["refund_amount", "214 orders; lowers its own order"],
    ["shipping_amount", "On 73% of orders"],
    ["tax_amount", "Always 0.00"],
    ["coupon", "Used on 8% of orders"],
    ["channel", "web, pos, instagram"],
    ["country", "14 values"],
    ["unit_price", "6.00 to 41.50"],
    ["campaign", "Empty in the whole file"],
  ])("%s says what the whole file holds: %s", (means, text) => {
    expect(columnEvidence(row(means), context("en"))).toBe(text);
  });

  it("is in the language of the page", () => {
    expect(columnEvidence(row("refund_amount"), context("zh-Hans"))).toBe("214 笔订单；冲减原订单");
  });

  it("keeps that a person chose the column, and names the header only where nothing better is known", () => {
    expect(columnEvidence(row("country", "evidence_mapping_chosen"), context("en"))).toBe(
      "You chose it; 14 values",
    );
    expect(columnEvidence(row("region"), context("en"))).toBe("Named “Column” in this platform’s exports");
  });

  it("waits in words while the file is counted", () => {
    expect(columnEvidence(row("country"), context("en", { figures: null }))).toBe("counting…");
  });

  it("says of buyers that are masked that they cannot be told apart", () => {
    const masked = { ...file, structure: { ...file.structure, hasCustomerKey: false } };
    expect(columnEvidence(row("email"), context("en", { file: masked }))).toBe(
      "Masked: customers cannot be told apart",
    );
  });

  it("writes offsets as exports do", () => {
    expect([0, 60, -330].map(offsetText)).toEqual(["+0000", "+0100", "-0530"]);
  });
});
