/** Classes of an ordered figure: at most six shades of the sequential scale, cut at round figures. */
import { niceStep } from "../chart-theme.ts";

/** Lower bounds of the second class onwards, and the class 1…n of a value. */
export interface Shades {
  readonly bounds: readonly number[];
  classOf(value: number): number;
}

/** Up to six classes of equal, round width from zero to the largest value; a single one where nothing is above zero. */
export function shadesOf(values: readonly number[], most = 6): Shades {
  const high = Math.max(0, ...values);
  const step = niceStep(high / most);
  const count = high > 0 ? Math.max(1, Math.ceil(high / step - 1e-9)) : 1;
  const bounds = Array.from({ length: count - 1 }, (_, index) =>
    Number(((index + 1) * step).toPrecision(12)),
  );
  return { bounds, classOf: (value) => 1 + bounds.filter((bound) => value >= bound).length };
}
