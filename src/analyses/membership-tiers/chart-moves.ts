/** The flow of customers between the tiers of two dates: a ribbon for each move, its height their number. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, plainText, quietText, token } from "../chart-theme.ts";
import { movedOf } from "./headline.ts";
import { movesFrom, noTier, notYet, type TierParams } from "./params.ts";
import type { PartRow, TierResult } from "./result.ts";
import { customers, tierName } from "./words.ts";

type Move = PartRow<"moves">;

const [top, bodyHeight, nodeGap, nodeWidth] = [34, 300, 14, 8];

const colours: Readonly<Record<string, string>> = {
  up: "accent-mark",
  down: "cat-2",
  same: "mark-muted",
  new: "seq-2",
};

/** A tier at one of the dates, in pixels from the top. */
interface Node {
  readonly tier: string;
  readonly customers: number;
  readonly y: number;
  readonly height: number;
}

/** The tiers of one side that hold customers, in the order of the ladder, with at least 2 pixels each. */
function nodesOf(order: readonly string[], sizes: ReadonlyMap<string, number>): readonly Node[] {
  const held = order.filter((tier) => (sizes.get(tier) ?? 0) > 0);
  const all = held.reduce((sum, tier) => sum + sizes.get(tier)!, 0);
  const room = bodyHeight - nodeGap * (held.length - 1) - 2 * held.length;
  let y = top;
  return held.map((tier) => {
    const own = sizes.get(tier)!;
    const height = 2 + (own / all) * room;
    const node = { tier, customers: own, y, height };
    y += height + nodeGap;
    return node;
  });
}

/** The ribbons: at each side stacked in the order of the other side. */
function ribbonsOf(moves: readonly Move[], left: readonly Node[], right: readonly Node[]) {
  const place = (nodes: readonly Node[], tier: string) => nodes.findIndex((node) => node.tier === tier);
  const taken = new Map<string, number>();
  const side = (nodes: readonly Node[], tier: string, key: string, n: number) => {
    const node = nodes[place(nodes, tier)]!;
    const start = taken.get(key) ?? 0;
    taken.set(key, start + n);
    const at = (count: number) => node.y + (count / node.customers) * node.height;
    return [at(start), at(start + n)] as const;
  };
  return moves
    .toSorted(
      (a, b) =>
        place(left, a.from_tier) - place(left, b.from_tier) ||
        place(right, a.to_tier) - place(right, b.to_tier),
    )
    .map((move) => ({
      move,
      from: side(left, move.from_tier, `from ${move.from_tier}`, move.customers),
      to: side(right, move.to_tier, `to ${move.to_tier}`, move.customers),
    }));
}

/** The figure, `frame.width` pixels wide; null where nobody has ordered. */
export function movesFigure(result: TierResult, params: TierParams, frame: ChartFrame): ChartFigure | null {
  const { messages, context, width } = frame;
  const { moves } = result.parts;
  if (moves.length === 0) return null;
  const order = [...params.ladder.map(({ tier }) => tier), noTier, notYet];
  const sizes = (of: (move: Move) => string) => {
    const map = new Map<string, number>();
    for (const move of moves) map.set(of(move), (map.get(of(move)) ?? 0) + move.customers);
    return map;
  };
  const left = nodesOf(
    order,
    sizes((move) => move.from_tier),
  );
  const right = nodesOf(
    order,
    sizes((move) => move.to_tier),
  );
  const ribbons = ribbonsOf(moves, left, right);
  const label = (node: Node) => `${tierName(node.tier, messages)} ${messages.integer(node.customers)}`;
  const widest = (nodes: readonly Node[]) =>
    Math.min(Math.max(...nodes.map((node) => labelWidth(label(node)))) + 8, width * 0.28);
  const [x0, x1] = [widest(left) + nodeWidth, width - widest(right) - nodeWidth];
  const height = top + bodyHeight + 8;
  const from = messages.date(movesFrom(params, context.as_of));
  const to = messages.date(context.as_of);
  const text = (line: string, x: number, y: number, options: Plot.TextOptions = {}) =>
    Plot.text([line], { x: () => x, y: () => y, textAnchor: "start", ...quietText, ...options });
  const side = (nodes: readonly Node[], x: number, textX: number, textAnchor: "start" | "end") => [
    Plot.rect(nodes, {
      x1: x,
      x2: x + nodeWidth,
      y1: "y",
      y2: (node: Node) => node.y + node.height,
      fill: token("ink-2"),
    }),
    ...nodes.map((node) =>
      text(fitLabel(label(node), width * 0.28), textX, node.y + node.height / 2, {
        ...plainText,
        textAnchor,
      }),
    ),
  ];
  const stops = ribbons.map(({ move, from: own }, index): ChartStop => {
    const share = messages.percent(move.share, 1);
    return {
      row: index,
      column: 0,
      x: x0,
      y: Math.min(own[0], own[1] - 4),
      width: Math.max((x1 - x0) / 3, 4),
      height: Math.max(own[1] - own[0], 4),
      lines: [
        m.membership_stop_move(
          { from: tierName(move.from_tier, messages), to: tierName(move.to_tier, messages) },
          messages,
        ),
        customers(move.customers, messages),
        move.from_tier === notYet
          ? m.membership_stop_move_new({ share, date: from }, messages)
          : m.membership_stop_move_share(
              { share, tier: tierName(move.from_tier, messages), date: from },
              messages,
            ),
      ],
      who: { from_tier: move.from_tier, tier: move.to_tier },
    };
  });
  const legendWords = {
    up: m.membership_move_up,
    down: m.membership_move_down,
    same: m.membership_move_same,
    new: m.membership_move_new,
  } as const;
  const count = (move: string) => messages.integer(movedOf(result, move));
  return {
    id: "moves",
    title: m.membership_figure_moves({}, messages),
    subtitle: m.membership_figure_moves_subtitle({ from, to }, messages),
    summary: m.membership_summary_moves(
      { from, to, up: count("up"), down: count("down"), same: count("same"), fresh: count("new") },
      messages,
    ),
    legend: (["up", "same", "down", "new"] as const)
      .filter((move) => movedOf(result, move) > 0)
      .map((move) => ({ label: legendWords[move]({}, messages), token: colours[move]! })),
    options: {
      ...inPixels(width, height),
      marks: [
        text(from, x0 - nodeWidth, 10),
        text(to, x1 + nodeWidth, 10, { textAnchor: "end" }),
        ...ribbons.map(({ move, from: own, to: other }) =>
          Plot.areaY(
            [
              { x: x0, y1: own[0], y2: own[1] },
              { x: x1, y1: other[0], y2: other[1] },
            ],
            {
              x: "x",
              y1: "y1",
              y2: "y2",
              curve: "bump-x",
              fill: token(colours[move.move]!),
              fillOpacity: move.move === "same" || move.move === "new" ? 0.55 : 0.8,
            },
          ),
        ),
        ...side(left, x0 - nodeWidth, x0 - nodeWidth - 6, "end"),
        ...side(right, x1, x1 + nodeWidth + 6, "start"),
      ],
    },
    stops,
  };
}
