/** Parquet as DuckDB writes it, read without DuckDB: what comes out is what DuckDB would print. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { bigEndian, stampText } from "../../../src/ingest/readers/parquet-text.ts";
import { refusalOf, tableOf } from "../../support/tables.ts";

const folder = mkdtempSync(join(tmpdir(), "regulars-parquet-"));
let connection: DuckDBConnection;
let files = 0;

async function parquetOf(select: string, options = ""): Promise<File> {
  const path = join(folder, `${++files}.parquet`);
  await connection.run(`copy (${select}) to '${path}' (format parquet${options})`);
  return new File([readFileSync(path)], "orders.parquet");
}

beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run("set timezone = 'UTC'");
});

const orders = `select
    'A' || i as order_id,
    cast('2024-01-05' as date) + cast(i % 300 as integer) as order_date,
    cast(i * 1.01 as decimal(12, 2)) as amount,
    'customer ' || (i % 7) as customer
from range(1, 5001) as numbers(i)`;

describe("Parquet", () => {
  it.each(["uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"])(
    "is read whole where it is compressed by %s, over several row groups",
    async (codec) => {
      const table = await tableOf(await parquetOf(orders, `, compression ${codec}, row_group_size 2048`));
      expect(table.columns).toEqual(["order_id", "order_date", "amount", "customer"]);
      expect(table.rows.length).toBe(5_000);
      expect(table.rows[4_999]).toEqual(["5000", "A5000", "2024-07-23", "5050.00", "customer 2"]);
      const cents = table.rows.reduce((sum, row) => sum + BigInt(row[3]!.replace(".", "")), 0n);
      expect(cents).toBe(1_262_752_500n);
    },
  );

  it("has exact decimals of every width, whole numbers of 64 and 128 bits, and shortest floats", async () => {
    const table = await tableOf(
      await parquetOf(`select
        cast('1234.56' as decimal(6, 2)) as small,
        cast('-12345678901.2345' as decimal(18, 4)) as middle,
        cast('1234567890123456789012345678.9012345678' as decimal(38, 10)) as large,
        cast(9223372036854775807 as bigint) as whole,
        cast(18446744073709551615 as ubigint) as unsigned,
        cast(0.1 as float) as f,
        cast(0.1 as double) + cast(0.2 as double) as d,
        cast(null as integer) as nothing,
        true as flag`),
    );
    expect(table.rows[0]).toEqual([
      "1",
      "1234.56",
      "-12345678901.2345",
      "1234567890123456789012345678.9012345678",
      "9223372036854775807",
      "18446744073709551615",
      "0.1",
      "0.30000000000000004",
      "",
      "true",
    ]);
  });

  it("has days, stamps of every unit, instants as instants, and times of day", async () => {
    const table = await tableOf(
      await parquetOf(`select
        cast('1969-12-31' as date) as day,
        cast('2024-01-05 10:30:00' as timestamp) as micros,
        cast('2024-01-05 10:30:00.25' as timestamp_ms) as millis,
        cast('1969-12-31 23:59:59.123456789' as timestamp_ns) as nanos,
        cast('2024-01-05 10:30:00+00' as timestamptz) as instant,
        cast('10:30:00' as time) as clock`),
    );
    expect(table.rows[0]).toEqual([
      "1",
      "1969-12-31",
      "2024-01-05 10:30:00",
      "2024-01-05 10:30:00.25",
      "1969-12-31 23:59:59.123456789",
      "2024-01-05T10:30:00Z",
      "10:30:00",
    ]);
    expect(stampText(0n, 1_000_000_000n, false)).toBe("1970-01-01 00:00:00");
    expect(bigEndian(Uint8Array.from([0xff, 0x38]))).toBe(-200n);
  });

  it("is flattened: structs become columns, an order's items records", async () => {
    const table = await tableOf(
      await parquetOf(`select
        'A1' as order_id,
        cast('2024-01-05' as date) as order_date,
        {'city': 'Köln', 'geo': {'lat': cast(1.50 as decimal(5, 2))}} as address,
        ['a', 'b'] as tags,
        [{'sku': 'x', 'price': cast(2 as decimal(5, 2))}, {'sku': 'y', 'price': null}] as items`),
    );
    expect(table.columns).toEqual([
      "order_id",
      "order_date",
      "address.city",
      "address.geo.lat",
      "tags",
      "items.sku",
      "items.price",
    ]);
    expect(table.rows).toEqual([
      ["1", "A1", "2024-01-05", "Köln", "1.50", "a, b", "x", "2.00"],
      ["1", "A1", "2024-01-05", "Köln", "1.50", "a, b", "y", ""],
    ]);
  });

  it("that is cut off anywhere is refused", async () => {
    const whole = await parquetOf(orders);
    for (const share of [0.2, 0.5, 0.9, 0.999])
      expect(await refusalOf(new File([whole.slice(0, Math.floor(whole.size * share))], "a.parquet"))).toBe(
        "TRUNCATED_OR_CORRUPT",
      );
    const bytes = new Uint8Array(await whole.arrayBuffer());
    bytes.fill(0xff, 100, 2_000);
    expect(await refusalOf(new File([bytes], "a.parquet"))).toBe("TRUNCATED_OR_CORRUPT");
  });
});
