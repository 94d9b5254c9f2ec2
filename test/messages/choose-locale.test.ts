import { expect, it } from "vitest";
import { chooseLocale, maybeLocale, parseLocale } from "../../src/messages/choose-locale.ts";

it("chooses the first language of the list that the interface speaks", () => {
  expect(
    [["zh-CN", "en"], ["fr-FR", "zh_TW"], ["de", "en-US", "zh"], ["fr"], []].map((list) =>
      chooseLocale(list),
    ),
  ).toEqual(["zh-Hans", "zh-Hans", "en", "en", "en"]);
});

it("takes ids only, whole", () => {
  expect([maybeLocale("zh-Hans"), maybeLocale("zh"), maybeLocale(null)]).toEqual([
    "zh-Hans",
    undefined,
    undefined,
  ]);
  expect(parseLocale("en")).toBe("en");
  expect(() => parseLocale("toString")).toThrow("unsupported language: toString");
});
