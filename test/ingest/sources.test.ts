/** Which source a file is from: by its columns, also where a seller unticked some, and by no others. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { sources } from "../../src/ingest/sources/index.ts";
import { sameHeader } from "../../src/ingest/sources/same-header.ts";
import { canonicalColumns, orderStatuses } from "../../src/orders/plan.ts";
import { dataFile } from "../support/data.ts";
import { fileOf, planOne } from "../support/files.ts";

/** The platforms of the shared list of headers, by the source that reads them. */
const platforms: Readonly<Record<string, string>> = {
  shopify: "shopify",
  taobao_ExportOrderList: "taobao",
  taobao_ExportOrderDetailList: "taobao_items",
  tmall_ExportItemList_2026: "tmall_items",
  jd_orders: "jd",
  pinduoduo_orders: "pinduoduo",
  douyin_shop_orders: "douyin",
  amazon_all_orders_tsv: "amazon",
  etsy_sold_order_items: "etsy_items",
  etsy_sold_orders: "etsy_orders",
  ebay_orders_report: "ebay",
  woocommerce_advanced_order_export: "woocommerce",
  magento2_sales_order_grid: "magento",
  squarespace_orders: "squarespace",
  stripe_payments: "stripe",
  square_transactions: "square",
  paypal_activity: "paypal",
  tiktok_shop_orders: "tiktok",
};

/** A cell that a column can hold, by what its source takes it for. */
function cellOf(source: (typeof sources)[number], column: string, row: number): string {
  const means = canonicalColumns.filter((name) => (source.mapping[name] ?? []).includes(column));
  const isTerm = (source.terms ?? []).some(({ headers }) => headers.includes(column));
  if (means.some((name) => /_at$/.test(name))) return `2025-01-${10 + row} 10:00:00`;
  if (means.includes("time_of_day")) return "10:00:00";
  if (isTerm || means.some((name) => /amount|price|discount|quantity/.test(name))) return `${row}.50`;
  return means.length > 0 ? `${column.length}-${row}` : "";
}

const exportOf = (source: (typeof sources)[number], columns: readonly string[]) =>
  fileOf(
    [
      columns.map((name) => `"${name}"`).join(","),
      ...[1, 2, 3].map((row) => columns.map((name) => cellOf(source, name, row)).join(",")),
      "",
    ].join("\n"),
  );

/** The sources whose files stand alone; those that are joined to orders are tested with them. */
const withHeader = sources.filter(
  ({ columns, role = "orders", isSetAside }) => columns.length > 0 && role === "orders" && !isSetAside,
);

describe("the sources", () => {
  const path = dataFile("exports/headers.json");
  it.skipIf(path === null).each(Object.entries(platforms))(
    "know every column of %s, in its order",
    (platform, source) => {
      const headers = JSON.parse(readFileSync(path!, "utf8")) as Record<
        string,
        { readonly columns: readonly string[] }
      >;
      expect(sources.find(({ id }) => id === source)!.columns).toEqual(
        headers[platform]!.columns.map((name) => name.trim()),
      );
    },
  );

  it("stand in the documentation, each with its row", () => {
    const text = readFileSync(resolve(import.meta.dirname, "../../docs/platforms.md"), "utf8");
    expect(sources.filter(({ id }) => !text.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([]);
  });

  it("name each column once, mark theirs with columns that they have, and mean no column twice", () => {
    for (const { id, columns, signature, mapping } of sources) {
      expect([id, new Set(columns.map(sameHeader)).size]).toEqual([id, columns.length]);
      expect([id, signature.filter((name) => !columns.includes(name))]).toEqual([id, []]);
      const first = Object.values(mapping).map((names) => names[0]!);
      expect([id, first.filter((name, at) => first.indexOf(name) !== at)]).toEqual([id, []]);
    }
  });

  it("know their statuses in lower case, as one of the states of an order", () => {
    for (const { id, statuses, recordKinds = {} } of sources) {
      const texts = [...Object.keys(statuses), ...Object.keys(recordKinds)];
      expect([id, texts.filter((text) => text !== text.trim().toLowerCase())]).toEqual([id, []]);
      expect([id, Object.values(statuses).filter((one) => !orderStatuses.includes(one))]).toEqual([id, []]);
    }
  });
});

describe("a platform's export", () => {
  it.each(withHeader.map((source) => [source.id, source] as const))(
    "of %s is recognised by all its columns",
    async (id, source) => {
      const plan = await planOne(exportOf(source, source.columns));
      expect([plan.source, plan.sourceColumns]).toEqual([
        id,
        { found: source.columns.length, of: source.columns.length },
      ]);
    },
  );

  it.each(withHeader.map((source) => [source.id, source] as const))(
    "of %s is recognised where a seller left out what is not needed, and wrote headers in capitals",
    async (id, source) => {
      const needed = new Set([
        ...source.signature,
        ...(["order_id", "ordered_at", "net_amount"] as const).flatMap((name) =>
          (source.mapping[name] ?? []).slice(0, 1),
        ),
      ]);
      const columns = source.columns.filter((name, at) => needed.has(name) || at % 3 === 0);
      const plan = await planOne(exportOf(source, columns));
      expect(plan.source).toBe(id);
      const shouted = fileOf(
        (await exportOf(source, columns).text()).replace(/^.*/, (line) => line.toUpperCase()),
      );
      expect((await planOne(shouted)).source).toBe(id);
    },
  );

  it("is none of them where a table only shares a few words", async () => {
    const file = fileOf(
      "Order ID,Email,Total,Created at,Status,Notes,Phone\n1,ann@x.de,10.00,2025-01-05,paid,,\n2,bob@x.de,12.00,2025-01-06,paid,,\n",
    );
    expect((await planOne(file)).source).toBe("generic");
  });

  it("of eBay writes months in letters", async () => {
    const ebay = withHeader.find(({ id }) => id === "ebay")!;
    const dated = fileOf(
      (await exportOf(ebay, ebay.columns).text()).replaceAll(/2025-01-(\d\d) 10:00:00/g, "Jan-$1-25"),
    );
    const { columns, mapping } = await planOne(dated);
    expect(columns[mapping.ordered_at!]!.reading).toEqual({
      kind: "time",
      formats: ["%b-%d-%y"],
      offset: "none",
      timeZone: null,
      hasTime: false,
    });
  });
});
