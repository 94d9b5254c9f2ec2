import { describe, expect, it } from "vitest";
import { placeTip } from "../../src/app/tip-place.ts";

const room = { width: 400, height: 300 };
const tip = { width: 100, height: 80 };

describe("a tooltip", () => {
  it("stands right of and below its mark", () =>
    expect(placeTip({ left: 50, top: 40, width: 20, height: 10 }, tip, room)).toEqual({ x: 78, y: 58 }));

  it("turns left where the right is full, and up where below is full", () =>
    expect(placeTip({ left: 300, top: 250, width: 20, height: 10 }, tip, room)).toEqual({ x: 192, y: 162 }));

  it("stays in the window when neither side has room", () =>
    expect(placeTip({ left: 60, top: 40, width: 300, height: 240 }, tip, room)).toEqual({ x: 8, y: 8 }));
});
