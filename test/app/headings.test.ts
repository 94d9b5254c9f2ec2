import { describe, expect, it } from "vitest";
import { headingsOf } from "../../src/app/headings.ts";

describe("the headings of a text", () => {
  it("are those of level one to three, in order, without marks", () =>
    expect(headingsOf("# One\ntext\n##  **Two** ##\n### `three`\n#### four\n#five")).toEqual([
      "One",
      "Two",
      "three",
    ]));

  it("are not looked for in code", () =>
    expect(headingsOf("```sql\n# no\n```\n# yes\n~~~\n# no\n```\n# no\n~~~\n# also")).toEqual([
      "yes",
      "also",
    ]));

  it("may be none", () => expect(headingsOf("")).toEqual([]));
});
