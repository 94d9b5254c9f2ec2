import { describe, expect, it } from "vitest";
import { detectEncoding } from "../../src/ingest/encoding.ts";
import { fileOf } from "../support/files.ts";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const encodingOf = async (content: BlobPart) => (await detectEncoding(fileOf(content))).encoding;
const between = (before: string, middle: Uint8Array, after: string) =>
  new Uint8Array([...Buffer.from(before), ...middle, ...Buffer.from(after)]);

describe("the encoding of a file", () => {
  it("is UTF-8 where every byte is", async () => {
    expect(await detectEncoding(fileOf("id,name\n1,茶壶 é €\n"))).toEqual({
      encoding: "utf-8",
      evidence: [{ key: "evidence_encoding_valid", inputs: { encoding: "UTF-8" } }],
      isUtf8: true,
      isSure: true,
    });
  });

  it("is UTF-8, damaged, where few bytes are not and the rest is", async () => {
    const text = between("id,name\n1,茶壶茶壶茶壶\n2,", bytes("ff"), "\n");
    expect(await detectEncoding(fileOf(text))).toMatchObject({
      encoding: "utf-8",
      isUtf8: false,
    });
  });

  it("is what the mark says", async () => {
    expect(await encodingOf(Buffer.from("\ufeffa,b\n1,2\n", "utf16le"))).toBe("utf-16le");
    expect(await encodingOf(bytes("feff 0061 002c 0062 000a"))).toBe("utf-16be");
  });

  it("is UTF-16 without a mark where every second byte is zero", async () => {
    expect(await encodingOf(Buffer.from("a,b\n1,2\n3,4\n", "utf16le"))).toBe("utf-16le");
  });

  it("is GB18030 where only the tail says so", async () => {
    // 茶壶, at the end of half a megabyte of ASCII.
    const tail = between("id,name\n1,tea\n".repeat(40_000), bytes("b2e8 baf8"), "\n");
    expect(await encodingOf(tail)).toBe("gb18030");
  });

  it("is told from the text's commonest characters", async () => {
    // 訂單編號,買家,交易成功 in Big5.
    expect(
      await encodingOf(between("", bytes("ad71 b3e6 bd73 b8b9 2c b652 ae61 2c a5e6 a9f6 a6a8 a55c"), "\n")),
    ).toBe("big5");
    // 注文番号,お客様,カタカナ in Shift-JIS.
    expect(
      await encodingOf(
        between("", bytes("928d 95b6 94d4 8d86 2c 82a8 8b71 976c 2c 834a 835e 834a 8369"), "\n"),
      ),
    ).toBe("shift_jis");
    // 주문번호,고객이름,결제금액,배송완료 in EUC-KR.
    expect(
      await encodingOf(
        between(
          "",
          bytes("c1d6 b9ae b9f8 c8a3 2c b0ed b0b4 c0cc b8a7 2c b0e1 c1a6 b1dd be d7 2c b9e8 bcdb bfcf b7e1"),
          "\n",
        ),
      ),
    ).toBe("euc-kr");
    // Café crème, Thé €5 in Windows-1252.
    expect(await encodingOf(Buffer.from("Caf\xe9 cr\xe8me, Th\xe9 \x805\n", "latin1"))).toBe("windows-1252");
  });
});
