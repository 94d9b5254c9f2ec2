import { describe, expect, it } from "vitest";
import { isNotebookFile, readNotebookFile, toFileText } from "../../src/storage/file.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

const notebook = notebookOf(
  textCell("c1", "复购 “ok” \u2028"),
  analysisCell("c2", "abc", { cuts: [0.8, 0.95] }),
);

describe("a notebook file", () => {
  it("opens as what was saved", async () => {
    expect(await readNotebookFile(new Blob([toFileText(notebook)]))).toEqual(notebook);
  });

  it("is text that a person can read, one cell after the other", () => {
    expect(toFileText(notebook).split("\n").slice(0, 4)).toEqual([
      "{",
      '  "version": 2,',
      '  "id": "n1",',
      '  "title": "Who comes back?",',
    ]);
  });

  it("is refused when it is no JSON, with what to do", async () => {
    await expect(readNotebookFile(new Blob(["order_id,total"]))).rejects.toMatchObject({
      message: "invalid notebook file: no JSON",
      hint: "Choose a .regulars.json file that was saved from a notebook.",
    });
  });

  it("is refused at its wrong place", async () => {
    const text = toFileText(notebook).replace('"markdown": "', '"markdown": 1, "x": "');
    await expect(readNotebookFile(new Blob([text]))).rejects.toThrow("unknown field: cells[0].x");
  });

  it("is refused by its size before it is read", async () => {
    const large = { size: 2 ** 27, text: () => Promise.reject(new Error("was read")) } as unknown as Blob;
    await expect(readNotebookFile(large)).rejects.toThrow("invalid notebook file: 134217728 bytes");
  });

  it("is known by its ending", () => {
    expect(["Tea.regulars.json", "TEA.REGULARS.JSON", "tea.json", "tea.csv"].map(isNotebookFile)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
