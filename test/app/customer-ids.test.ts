import { expect, it } from "vitest";
import { customerIds } from "../../src/app/customer-ids.ts";

it("reads every identifier once, however many and however the lines end", () => {
  expect(customerIds(" ann \r\n\nbob\n张三\nann\n")).toEqual(["ann", "bob", "张三"]);
  const many = Array.from({ length: 3000 }, (_, index) => `c${index}`);
  expect(customerIds(many.join("\n"))).toEqual(many);
});
