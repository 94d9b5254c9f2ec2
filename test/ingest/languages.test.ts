import { describe, expect, it } from "vitest";
import { fileOf, planOne } from "../support/files.ts";

describe("a German shop's file", () => {
  it("is read by its header, its decimal commas and its days first", async () => {
    const file = await planOne(
      fileOf(
        "Bestellnummer;Kundennummer;Bestelldatum;Betrag;Status\r\nB-1;K1;03.01.2024;1.234,50;bezahlt\r\nB-2;K2;23.01.2024;19,90;storniert\r\n",
      ),
    );
    const names = Object.fromEntries(
      Object.entries(file.mapping).map(([key, index]) => [key, file.columns[index]!.name]),
    );
    expect(names).toEqual({
      order_id: "Bestellnummer",
      customer_id: "Kundennummer",
      ordered_at: "Bestelldatum",
      net_amount: "Betrag",
      status: "Status",
    });
    expect([file.statuses["bezahlt"], file.statuses["storniert"]]).toEqual(["paid", "cancelled"]);
    expect(file.columns[3]!.reading).toEqual({ kind: "number", decimal: ",", plain: false });
    expect(file.columns[2]!.reading).toMatchObject({ formats: ["%d.%m.%Y"] });
    expect(file.questions).toEqual([]);
  });
});

describe("a Chinese shop's file of three columns", () => {
  it("is read by its header, and its ￥ is taken for yuan under a question", async () => {
    const file = await planOne(
      fileOf("顾客,下单时间,金额\n李雷,2024/3/1,￥12.50\n韩梅梅,2024/3/4,￥900.00\n"),
    );
    expect(file.mapping).toEqual({ customer_id: 0, ordered_at: 1, net_amount: 2 });
    expect(file.currency).toBe("CNY");
    expect(file.questions.map(({ question, chosen }) => [question, chosen])).toEqual([["currency", "CNY"]]);
  });
});
