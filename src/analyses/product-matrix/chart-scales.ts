/** Where things stand in the scatter of the product matrix, in pixels. */
import { gridTicks, narrowBelow } from "../chart-theme.ts";
import type { MatrixResult } from "./result.ts";

/** Shares that an axis can name, from many to few. */
export const shareTicks = [1, 0.75, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0];
const stripHeight = 46;

/** Even ticks over a part of the scale of shares, both ends included where they are even. */
export function ticksBetween(low: number, high: number): readonly number[] {
  const [step = 1] = gridTicks(high - low, 3);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The places of the picture in pixels; the x scale is a square root, so that small shares keep apart. */
export function layout(result: MatrixResult, width: number) {
  const { dots, thresholds } = result.parts;
  const { share_threshold, rate_threshold } = thresholds[0]!;
  const narrow = width < narrowBelow;
  const judged = dots.filter(({ judged }) => judged);
  const strip = dots.length > judged.length ? stripHeight : 0;
  const [left, right, top, foot] = [20, 26, 30, 40];
  const height = (narrow ? 330 : 430) + strip;
  const bottom = height - foot - strip;
  const widest = Math.max(...dots.map((dot) => dot.first_order_share), share_threshold ?? 0) || 1;
  const rates = [
    ...judged.map(({ rate }) => rate ?? 0),
    ...(rate_threshold === null ? [] : [rate_threshold]),
  ];
  const [lowest, highest] = rates.length === 0 ? [0, 1] : [Math.min(...rates), Math.max(...rates)];
  // A scatter need not begin at zero.
  const room = Math.max((highest - lowest) * 0.18, 0.03);
  const [floor, ceiling] = [Math.max(0, lowest - room), Math.min(1, highest + room)];
  const largest = Math.max(1e-9, ...dots.map(({ net_amount }) => net_amount));
  return {
    narrow,
    left,
    right,
    top,
    height,
    bottom,
    strip,
    floor,
    ceiling,
    widest,
    x: (share: number) => left + Math.sqrt(Math.min(share / widest, 1)) * (width - left - right),
    y: (rate: number) =>
      bottom - ((Math.min(Math.max(rate, floor), ceiling) - floor) / (ceiling - floor)) * (bottom - top),
    r: (amount: number) => Math.max(3.5, Math.sqrt(Math.max(amount, 0) / largest) * (narrow ? 11 : 15)),
  };
}
