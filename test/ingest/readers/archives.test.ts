import { describe, expect, it } from "vitest";
import { gzipOf, zipOf } from "../../support/archive.ts";
import { refusalOf, tableOf, tablesOf } from "../../support/tables.ts";

const csv = (id: string) => `order_id,order_date,customer_email,amount\n${id},2024-01-05,a@x.com,1.50\n`;
const zip = async (members: Readonly<Record<string, BlobPart>>, options = {}) =>
  new File([await zipOf(members, options)], "orders.zip");

describe("a zip", () => {
  it("is the files that it holds, without folders, hidden files and what macOS adds", async () => {
    const { tables, refused } = await tablesOf(
      await zip({
        "2024/": "",
        "2024/jan.csv": csv("A1"),
        "2024/feb.json": JSON.stringify([{ order_id: "A2", order_date: "2024-02-05", amount: 2 }]),
        "__MACOSX/2024/._jan.csv": "x",
        ".DS_Store": "x",
      }),
    );
    expect(refused).toEqual([]);
    expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["orders.zip › 2024/jan.csv", 1],
      ["orders.zip › 2024/feb.json", 1],
    ]);
  });

  it("names a member that is no table among those that are", async () => {
    const { tables, refused } = await tablesOf(await zip({ "a.csv": csv("A1"), "terms.pdf": "%PDF-1.7" }));
    expect([tables.length, refused]).toEqual([1, [["orders.zip › terms.pdf", "WRONG_TYPE", "refusal_pdf"]]]);
  });

  it("of nothing that can be read says what it holds", async () => {
    const { refused } = await tablesOf(await zip({ "a.pdf": "%PDF-1.7", "b.pdf": "%PDF-1.7" }));
    expect(refused).toEqual([["orders.zip", "WRONG_TYPE", "refusal_zip"]]);
    expect((await tablesOf(await zip({}))).refused).toEqual([["orders.zip", "WRONG_TYPE", "refusal_zip"]]);
  });

  it("inside a zip is refused as such", async () => {
    const inner = await zipOf({ "a.csv": csv("A1") });
    expect((await tablesOf(await zip({ "inner.zip": inner, "b.csv": csv("A2") }))).refused).toEqual([
      ["orders.zip › inner.zip", "UNSUPPORTED", "refusal_nested_archive"],
    ]);
  });

  it("may be of 64 bits", async () => {
    expect((await tableOf(await zip({ "a.csv": csv("A1") }, { zip64: true }))).rows.length).toBe(1);
  });

  it("has names in GBK where they are", async () => {
    const gbk = Uint8Array.from([0xb6, 0xa9, 0xb5, 0xa5, 0x2e, 0x63, 0x73, 0x76]);
    const named = await zip({ "xxxx.csv": csv("A1") }, { useUnicodeFileNames: false });
    const bytes = new Uint8Array(await named.arrayBuffer());
    const wanted = new TextEncoder().encode("xxxx.csv").join();
    for (let at = 0; at + gbk.length <= bytes.length; at++)
      if (bytes.subarray(at, at + gbk.length).join() === wanted) bytes.set(gbk, at);
    // Without the flag that says UTF-8.
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 10 < bytes.length; at++) {
      const signature = view.getUint32(at, true);
      const flag = signature === 0x04034b50 ? at + 6 : signature === 0x02014b50 ? at + 8 : -1;
      if (flag !== -1) view.setUint16(flag, view.getUint16(flag, true) & ~0x800, true);
    }
    expect((await tableOf(new File([bytes], "a.zip"))).name).toBe("a.zip › 订单.csv");
  });

  it("with a password, cut off, or with wrong bytes is refused", async () => {
    const locked = await zip({ "a.csv": csv("A1") }, { password: "x", zipCrypto: true });
    expect(await refusalOf(locked)).toBe("ENCRYPTED");
    const whole = await zip({ "a.csv": csv("A1").repeat(50) });
    expect(await refusalOf(new File([whole.slice(0, whole.size - 30)], "a.zip"))).toBe(
      "TRUNCATED_OR_CORRUPT",
    );
    const bytes = new Uint8Array(await whole.arrayBuffer());
    bytes[60]! ^= 0xff;
    expect(await refusalOf(new File([bytes], "a.zip"))).toBe("TRUNCATED_OR_CORRUPT");
  });
});

describe("a gzip", () => {
  it("is the file that it holds, whatever that is", async () => {
    const table = await tableOf(new File([gzipOf(csv("A1"))], "orders.csv.gz"));
    expect([table.name, table.rows.length]).toEqual(["orders.csv.gz › orders.csv", 1]);
    const json = gzipOf(JSON.stringify([{ order_id: 1, order_date: "2024-01-05", amount: 1 }]));
    expect((await tableOf(new File([json], "orders.json.gz"))).columns).toEqual([
      "order_id",
      "order_date",
      "amount",
    ]);
  });

  it("that ends early, or is a bomb, is refused", async () => {
    const whole = gzipOf(csv("A1").repeat(100));
    expect(await refusalOf(new File([whole.slice(0, -20)], "a.gz"))).toBe("TRUNCATED_OR_CORRUPT");
    const bomb = gzipOf(new Uint8Array(80_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusalOf(new File([bomb], "a.gz"))).toBe("ZIP_BOMB");
  });

  it("of a gzip is refused as such", async () => {
    expect(await refusalOf(new File([gzipOf(gzipOf(csv("A1")))], "a.gz"))).toBe("UNSUPPORTED");
  });
});

it("archives of other kinds are named", async () => {
  const rar = new File([Uint8Array.from([0x52, 0x61, 0x72, 0x21, 0x1a, 7, 0])], "a.rar");
  expect((await tablesOf(rar)).refused).toEqual([["a.rar", "UNSUPPORTED", "refusal_compressed"]]);
});
