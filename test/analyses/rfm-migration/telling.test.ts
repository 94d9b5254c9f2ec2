/** What RFM migration says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { rfmMigration } from "../../../src/analyses/rfm-migration/analysis.ts";
import type { MigrationResult } from "../../../src/analyses/rfm-migration/result.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2024-03-31");
const order = (customer: string, at: string, amount: number): ShopOrder => ({ customer, at, amount });

/** On 31 January Ann and Bob have come often and lately, Cid once; until 31 March Cid comes again, Dee and nobody else. */
const shop: readonly ShopOrder[] = [
  order("Ann", "2024-01-05", 80),
  order("Ann", "2024-01-31 23:00:00", 40),
  order("Bob", "2024-01-10", 30),
  order("Bob", "2024-01-20", 30),
  order("Cid", "2024-01-15", 20),
  order("Cid", "2024-03-20", 90),
  order("Dee", "2024-03-25", 10),
];
const given = {
  scheme: "quadrants",
  method: "custom",
  cuts: [{ r: 30, f: 1, m: 100 }],
  from: "2024-01-31",
  dates: 3,
};
const params = parseParams(rfmMigration.params, given);

let result: MigrationResult;
beforeAll(async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(shop);
  result = await duckdb.analyse(rfmMigration, given, context);
});

const chart = (locale: "en" | "zh-Hans") =>
  rfmMigration.chart(result, params, { ...tellingOf(locale, context), width: 800 });
const figure = (locale: "en" | "zh-Hans", id: string) =>
  chart(locale).figures.find((each) => each.id === id)!;
const spoken = (locale: "en" | "zh-Hans", id: string) =>
  figure(locale, id)
    .stops.filter(({ who }) => who !== undefined)
    .map(({ lines }) => lines);

describe("the headline", () => {
  it("says how many kept their segment and where most went, in Chinese too", () => {
    const { sentence, basis } = rfmMigration.headline(result, params, tellingOf("zh-Hans", context));
    expect(sentence).toBe(
      "2024年1月31日 的3 位顾客，0% 仍在原来的类别；最多的变动是 2 位从近期且常来到常来、已沉寂。",
    );
    expect(basis).toBe("n = 3，95% 区间 0.0%–56.1%；此后新客 1 位；净额增加 €100");
    const english = rfmMigration.headline(result, params, tellingOf("en", context));
    expect(english.sentence).toContain("2");
    expect(english.sentence).toContain("31 Jan 2024");
    expect(english.basis).toContain("n = 3");
    expect(english.basis).toContain("€100");
  });
});

describe("the charts", () => {
  it("speak each move: from where to where, of how many, its interval, the money since", () => {
    expect(spoken("zh-Hans", "matrix")).toEqual([
      [
        "近期且常来 → 常来、已沉寂",
        "占近期且常来的 100.0%",
        "2 位中的 2 位",
        "95% 区间 34.2%–100.0%",
        "其间净额：€0",
      ],
      [
        "近期、次数少 → 近期且常来",
        "占近期、次数少的 100.0%",
        "1 位中的 1 位",
        "95% 区间 20.7%–100.0%",
        "其间净额：€90.00",
      ],
      [
        "此后新客 → 近期、次数少",
        "占新客的 100.0%",
        "1 位中的 1 位",
        "95% 区间 20.7%–100.0%",
        "其间净额：€10.00",
      ],
    ]);
    expect(spoken("zh-Hans", "flow")).toEqual(spoken("zh-Hans", "matrix"));
    const [first] = spoken("en", "flow");
    expect(first![0]).toBe("Recent, often → Often, gone quiet");
    expect(first).toHaveLength(5);
  });

  it("speak the size of each segment on each date, where somebody is in it", () => {
    // 29 days after the last order Ann is still recent; Bob and Cid, 40 and 45 days after theirs, are not.
    expect(spoken("en", "sizes")).toEqual([
      ["Recent, often, 31 Jan 2024", "2 customers", "67% of all"],
      ["Recent, seldom, 31 Jan 2024", "1 customer", "33% of all"],
      ["Recent, often, 29 Feb 2024", "1 customer", "33% of all"],
      ["Often, gone quiet, 29 Feb 2024", "1 customer", "33% of all"],
      ["Seldom, gone quiet, 29 Feb 2024", "1 customer", "33% of all"],
      ["Recent, often, 31 Mar 2024", "1 customer", "25% of all"],
      ["Recent, seldom, 31 Mar 2024", "1 customer", "25% of all"],
      ["Often, gone quiet, 31 Mar 2024", "2 customers", "50% of all"],
    ]);
    expect(spoken("zh-Hans", "sizes")[0]).toEqual(["近期且常来，2024年1月31日", "2 位顾客", "占 67%"]);
    expect(figure("zh-Hans", "sizes").summary).toBe(
      "各类人数，从 2024年1月31日 的3 位顾客到 2024年3月31日 的4 位顾客。",
    );
  });

  it("have the most common moves in a table, each with its customers", () => {
    const { table } = chart("en");
    expect(table!.head).toEqual(["From", "To", "Customers", "Share", "Net amount since"]);
    expect(table!.rows).toEqual([
      ["Recent, often", "Often, gone quiet", "2", "100%", "€0"],
      ["Recent, seldom", "Recent, often", "1", "100%", "€90.00"],
      ["New since", "Recent, seldom", "1", "100%", "€10.00"],
    ]);
    expect(table!.who![2]).toEqual({ from_segment: "new", to_segment: "Recent, seldom" });
    expect(chart("zh-Hans").table!.head).toEqual(["从", "到", "顾客", "占原类", "其间净额"]);
  });
});
