import { describe, expect, it } from "vitest";
import { recognisedBy } from "../../src/app/import-reasons.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { fileOf, planOne } from "../support/files.ts";

const shopify = (
  status: string,
) => `Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name
#1,ann@x.org,${status},12.00,2025-01-02 10:00:00 +0100,1,Tea
#1,,,,2025-01-02 10:00:00 +0100,2,Cup
#2,bob@x.org,paid,20.00,2025-07-02 10:00:00 +0200,1,Tea
`;

describe("how a file was recognised", () => {
  it("is one sentence of the traits that the file shows, and its offsets are those of the whole file", async () => {
    const file = await planOne(fileOf(shopify("paid")));
    expect(recognisedBy(file, createMessages("en"))).toBe(
      "Recognised by its header (Name, Financial Status, Total), order numbers that begin with #, fields of an order that appear on its first line only and status words that are all its own.",
    );
    expect(file.offsets).toEqual({ 4: [60, 120] });
  });

  it("leaves out what the file does not show", async () => {
    const file = await planOne(fileOf(shopify("bezahlt")));
    expect(recognisedBy(file, createMessages("zh-Hans"))).toBe(
      "识别依据：表头（Name, Financial Status, Total）、单号以 # 开头和订单信息只写在首行。",
    );
  });
});
