import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementHeight, placeAt, scrolledTo, tallest, type ScrollPlace } from "../../src/app/scroll-map.ts";

const view = 500;
/** Ten million rows of 30 pixels. */
const list = 300_000_000;

describe("the scroll position of a long list", () => {
  it("is the list's own where an element can be as high", () => {
    expect(elementHeight(60_000)).toBe(60_000);
    expect(placeAt(1_234, view, 60_000)).toEqual({ top: 1_234, at: 1_234 });
    expect(scrolledTo({ top: 0, at: 0 }, 59_500, view, 60_000)).toEqual({ top: 59_500, at: 59_500 });
  });

  it("is bounded where it cannot", () => {
    expect(elementHeight(list)).toBe(tallest);
    expect(placeAt(list, view, list)).toEqual({ top: tallest - view, at: list - view });
  });

  it("moves the list by as many pixels as a wheel turns", () => {
    const middle = placeAt(150_000_000, view, list);
    expect(scrolledTo(middle, middle.top + 100, view, list)).toEqual({
      top: middle.top + 100,
      at: 150_000_100,
    });
  });

  it("goes to the same share of the list when the scrollbar is dragged", () => {
    expect(scrolledTo({ top: 0, at: 0 }, (tallest - view) / 2, view, list).at).toBe((list - view) / 2);
    expect(scrolledTo({ top: 0, at: 0 }, tallest - view, view, list).at).toBe(list - view);
  });

  it("reaches both ends by wheel, pixel by pixel", () => {
    const wheel = (start: ScrollPlace, by: number) => {
      let place = start;
      for (let turn = 0; turn < 5_000; turn++) place = scrolledTo(place, place.top + by, view, list);
      return place;
    };
    expect(wheel(placeAt(200_000, view, list), -100)).toEqual({ top: 0, at: 0 });
    expect(wheel(placeAt(list - 200_000, view, list), 100)).toEqual({ top: tallest - view, at: list - view });
  });

  it("shows the same place again when it is brought back, for every place", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: list - view, noNaN: true }), (at) => {
        const place = placeAt(at, view, list);
        expect(place.top).toBeGreaterThanOrEqual(0);
        expect(place.top).toBeLessThanOrEqual(tallest - view);
        const back = scrolledTo({ top: place.top + 100_000, at: 0 }, place.top, view, list);
        expect(Math.abs(back.at - at)).toBeLessThan(1e-3);
      }),
      { seed: 7 },
    );
  });
});
