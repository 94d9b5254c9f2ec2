import { describe, expect, it } from "vitest";
import { headerTexts } from "../../../src/ingest/readers/nested-names.ts";

describe("nested names", () => {
  it("are said in the words of flat exports", () => {
    const names = [
      "id",
      "customer.email",
      "customer.id",
      "shipping_address.city",
      "items.id",
      "items.name",
      "items.price",
      "items.quantity",
      "items.product.id",
    ];
    expect(headerTexts(names, "items")).toEqual([
      "order id",
      "customer email",
      "customer id",
      "city",
      "line id",
      "item name",
      "unit price",
      "quantity",
      "product id",
    ]);
  });

  it("leave out what databases put around a record, and an id that may be anybody's", () => {
    expect(headerTexts(["_source.order_id", "node.total", "id"], null)).toEqual(["order_id", "total", "id"]);
  });
});
