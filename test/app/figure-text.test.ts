/** Live figures in words, and parameters that follow inputs. */
import { describe, expect, test } from "vitest";
import { bindableInputs, shownParams } from "../../src/app/bound-params.ts";
import { figureText, liveFigure } from "../../src/app/figure-text.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Cell } from "../../src/notebook/document.ts";
import type { CellState } from "../../src/runtime/state.ts";
import { notebookOf } from "../support/notebook.ts";

const en = createMessages("en");
const zh = createMessages("zh-Hans");

const cells: readonly Cell[] = [
  { id: "c1", kind: "sql", name: "totals", sql: "select 1" },
  {
    id: "c2",
    kind: "input",
    name: "cycle",
    input: { type: "slider", label: "Cycle", min: 1, max: 9, step: 1, value: 4 },
  },
  { id: "c3", kind: "input", name: "day", input: { type: "date", label: "", value: "2025-06-17" } },
];
const notebook = notebookOf(...cells);

describe("a figure", () => {
  test.each([
    [0.527, { kind: "number", unit: "share" }, "53%", "53%"],
    [0.0271, { kind: "number", unit: "share" }, "2.7%", "2.7%"],
    [1234.4, { kind: "number", unit: "money" }, "€1,234", "€1,234"],
    [9.5, { kind: "number", unit: "money" }, "€9.50", "€9.50"],
    [4364, { kind: "integer" }, "4,364", "4,364"],
    [2.456, { kind: "number" }, "2.46", "2.46"],
    ["2025-06-17", { kind: "date" }, "17 Jun 2025", "2025年6月17日"],
    ["2025-06-17T09:30:00", { kind: "timestamp" }, "17 Jun 2025 09:30", "2025年6月17日 09:30"],
    [true, { kind: "boolean" }, "yes", "是"],
    [null, { kind: "integer" }, "none", "无"],
    ["<b>web</b>", { kind: "text" }, "<b>web</b>", "<b>web</b>"],
  ] as const)("of %j stands as a person writes it", (value, column, english, chinese) => {
    expect(figureText({ value, column }, en, "EUR")).toBe(english);
    expect(figureText({ value, column }, zh, "EUR")).toBe(chinese);
  });

  const figures = { "totals.n": { value: 7, column: { kind: "integer" } } } as const;
  const done: CellState = { status: "done", last: { kind: "figures", figures } };
  const live = (name: string, column: string | null, state: CellState) => {
    const { text, standing, cell } = liveFigure(
      { text: column ? `${name}.${column}` : name, name, column },
      state,
      notebook,
      en,
      null,
    );
    return [text, standing, cell];
  };

  test("is there, stale, waited for, or missing, and tells its cell", () => {
    expect(live("totals", "n", done)).toEqual(["7", "there", "c1"]);
    expect(live("TOTALS", "n", { status: "idle" })).toEqual(["…", "waiting", "c1"]);
    expect(live("totals", "n", { status: "running", since: 0, last: done.last })).toEqual([
      "7",
      "stale",
      "c1",
    ]);
    expect(live("totals", "nope", done)).toEqual(["totals.nope", "missing", "c1"]);
    expect(live("nobody", "n", done)).toEqual(["nobody.n", "missing", null]);
    expect(live("totals", "constructor", done)).toEqual(["totals.constructor", "missing", "c1"]);
  });
});

describe("a parameter", () => {
  test("can follow named inputs whose values it can take", () => {
    const names = (kind: "number" | "date" | "choice") =>
      bindableInputs(
        notebook,
        kind === "choice" ? { kind, choices: ["a"], default: "a" } : { kind, default: null },
      ).map(({ name, label }) => `${name} ${label}`);
    expect([names("number"), names("date"), names("choice")]).toEqual([["cycle Cycle"], ["day day"], []]);
  });

  test("shows the value of its input, and none where the input is gone", () => {
    const params = { horizon: { ref: "CYCLE" }, gone: { ref: "nobody" }, period: "month" };
    expect(shownParams(params, notebook)).toEqual({ horizon: 4, period: "month" });
  });
});
