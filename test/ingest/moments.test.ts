/** Moments that stand in two columns, in UTC by their header, or in a platform's own order of day and month. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { discard, stage } from "../../src/warehouse/index.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileOf, headersOf, plan } from "../support/files.ts";
import { rows } from "../warehouse/loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** The plan of a text in a browser in Shanghai, and the moments of its orders by order id. */
async function read(text: string) {
  const planned = await plan([fileOf(text)]);
  for (const [as, bytes] of planned.bytes) await engine.attachFile(as, bytes);
  try {
    await stage(engine, planned.plan);
    const found = await rows(
      engine,
      "select strftime(ordered_at, '%Y-%m-%d %H:%M') as at from staged_all_orders order by order_id",
    );
    const [file] = planned.plan.files;
    return {
      mapping: headersOf(file!),
      asked: file!.questions.map(({ question, chosen }) => [question, chosen]),
      warned: file!.warnings.map(({ code }) => code),
      moments: found.map(({ at }) => at),
    };
  } finally {
    for (const as of planned.bytes.keys()) await engine.detachFile(as);
    await discard(engine);
  }
}

describe("a clock in a column of its own", () => {
  it("is part of the order's moment, and a day without one is a day", async () => {
    const found = await read(
      "Order ID,Date,Time,Total\n1,2025-01-05,9:05 PM,10.00\n2,2025-01-06,12:00 AM,11.00\n3,2025-01-07,,12.00\n",
    );
    expect(found.mapping).toMatchObject({ ordered_at: "Date", time_of_day: "Time" });
    expect(found.moments).toEqual(["2025-01-05 21:05", "2025-01-06 00:00", "2025-01-07 00:00"]);
  });

  it("is left alone beside dates that have a clock", async () => {
    const found = await read(
      "Order ID,Date,Time,Total\n1,2025-01-05 10:00:00,09:05,10.00\n2,2025-01-06 11:00:00,09:06,11.00\n",
    );
    expect(found.mapping).not.toHaveProperty("time_of_day");
    expect(found.moments).toEqual(["2025-01-05 10:00", "2025-01-06 11:00"]);
  });

  it("is asked about day and month as a date in one column is", async () => {
    const found = await read(
      "Order ID,Date,Time,Total\n1,01/05/2025,10:00,10.00\n2,02/06/2025,11:00,11.00\n",
    );
    expect(found.asked).toEqual([["date_order", "dmy"]]);
    expect(found.moments).toEqual(["2025-05-01 10:00", "2025-06-02 11:00"]);
  });
});

describe("a header that says UTC", () => {
  it("makes instants of stamps that carry no offset: converted, reported and asked", async () => {
    const found = await read(
      "id,Created (UTC),Amount\n1,2025-01-05 02:15:00,10.00\n2,2025-01-31 17:30:00,11.00\n",
    );
    expect(found.moments).toEqual(["2025-01-05 10:15", "2025-02-01 01:30"]);
    expect(found.warned).toEqual(["TZ_STATED"]);
    expect(found.asked).toEqual([["time_zone", "Asia/Shanghai"]]);
  });

  it("moves no days", async () => {
    const found = await read("id,Date (UTC),Amount\n1,2025-01-05,10.00\n2,2025-01-31,11.00\n");
    expect(found.moments).toEqual(["2025-01-05 00:00", "2025-01-31 00:00"]);
    expect(found.asked).toEqual([]);
  });
});

describe("a platform that always writes the month first", () => {
  const header =
    "Sale Date,Order ID,Buyer User ID,Number of Items,Order Value,Order Total,Order Net,Adjusted Order Total";

  it("is not asked about it", async () => {
    const found = await read(
      `${header}\n01/05/25,1,ann,1,9.00,10.00,9.00,\n02/06/25,2,bob,1,9.00,11.00,9.00,\n`,
    );
    expect(found.asked).toEqual([]);
    expect(found.moments).toEqual(["2025-01-05 00:00", "2025-02-06 00:00"]);
  });

  it("is believed less than a number above twelve", async () => {
    const found = await read(
      `${header}\n15/01/25,1,ann,1,9.00,10.00,9.00,\n02/06/25,2,bob,1,9.00,11.00,9.00,\n`,
    );
    expect(found.moments).toEqual(["2025-01-15 00:00", "2025-06-02 00:00"]);
  });
});

describe("what is left after refunds", () => {
  const header =
    "Sale Date,Order ID,Buyer User ID,Number of Items,Order Value,Order Total,Order Net,Adjusted Order Total";
  const net = async (text: string) => {
    const planned = await plan([fileOf(text)]);
    for (const [as, bytes] of planned.bytes) await engine.attachFile(as, bytes);
    try {
      await stage(engine, planned.plan);
      return (
        await rows(
          engine,
          "select cast(net_amount as varchar) as net, status from staged_all_orders order by order_id",
        )
      ).map((row) => Object.values(row));
    } finally {
      for (const as of planned.bytes.keys()) await engine.detachFile(as);
      await discard(engine);
    }
  };

  it("is nothing where the column says 0 and is blank elsewhere", async () => {
    expect(
      await net(`${header}\n01/05/25,1,ann,1,9.00,10.00,9.00,0\n02/06/25,2,bob,1,9.00,11.00,9.00,\n`),
    ).toEqual([
      ["0.0000", "refunded"],
      ["11.0000", "paid"],
    ]);
  });

  it("is not known where the column says 0 for every order", async () => {
    expect(
      await net(`${header}\n01/05/25,1,ann,1,9.00,10.00,9.00,0.00\n02/06/25,2,bob,1,9.00,11.00,9.00,0.00\n`),
    ).toEqual([
      ["10.0000", "paid"],
      ["11.0000", "paid"],
    ]);
  });
});
