import { describe, expect, it } from "vitest";
import { firstLine, headingsOf } from "../../src/app/headings.ts";

describe("the headings of a text", () => {
  it("are those of level one to three, in order, without marks", () =>
    expect(headingsOf("# One\ntext\n##  **Two** ##\n### `three`\n#### four\n#five")).toEqual([
      { level: 1, title: "One" },
      { level: 2, title: "Two" },
      { level: 3, title: "three" },
    ]));

  it("are not looked for in code", () =>
    expect(headingsOf("```sql\n# no\n```\n# yes\n~~~\n# no\n```\n# no\n~~~\n# also")).toEqual([
      { level: 1, title: "yes" },
      { level: 1, title: "also" },
    ]));

  it("are shown by the first line that says something", () => {
    expect(firstLine("\n\n## **Tea** ##\nmore")).toBe("Tea");
    expect(firstLine(" \n")).toBe("");
  });

  it("may be none", () => expect(headingsOf("")).toEqual([]));
});
