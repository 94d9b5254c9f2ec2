/** The charts of cross-sell: what goes together, what the next order holds, and the table of best offers. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { pairsFigure, type PairMark } from "./chart-pairs.ts";
import { markOf, offerMark } from "./members.ts";
import type { CrossParams } from "./params.ts";
import type { CrossResult, CrossRow } from "./result.ts";
import { daysWords, ordersWords } from "./words.ts";

/** Pairs that a figure draws, and offers that the table lists. */
const drawnPairs = 12;
const listedOffers = 10;

/** Where the two figures stand side by side. */
const besideFrom = 860;
const gap = 40;

/** The rows to draw; in one order a pair stands in both directions, of which the one of the higher share is drawn. */
function pairsOf(rows: readonly CrossRow[], { within }: CrossParams): readonly PairMark[] {
  const chosen = new Map<string, CrossRow>();
  for (const row of rows) {
    const ends = [row.antecedent, row.consequent];
    const key = JSON.stringify(within === "order" ? ends.toSorted() : ends);
    const other = chosen.get(key);
    if (other ? other.confidence < row.confidence : chosen.size < drawnPairs) chosen.set(key, row);
  }
  return [...chosen.values()].map((pair) => ({ pair, toOffer: pair.to_offer, who: markOf(pair) }));
}

function offersTable({ parts }: CrossResult, params: CrossParams, { messages }: ChartFrame): SideTable {
  const totals = parts.totals[0]!;
  const shown = parts.offers.slice(0, listedOffers);
  const more = parts.offers.length - shown.length;
  const orders = (n: number) => ({ orders: ordersWords(n, messages) });
  const rule = params.level === "category" ? m.cross_note_offer_category : m.cross_note_offer;
  return {
    head: [m.cross_head_offer({}, messages), m.cross_head_customers({}, messages)],
    rows: shown.map(({ consequent_name, customers }) => [consequent_name, messages.integer(customers)]),
    numeric: [1],
    who: shown.map(({ consequent }) => offerMark(consequent)),
    notes: [
      ...(shown.length > 0 ? [rule({}, messages)] : [m.cross_note_none({}, messages)]),
      ...(more > 0 ? [m.cross_note_more({ n: more, shown: messages.integer(more) }, messages)] : []),
      ...(totals.pairs >= 40 ? [m.cross_note_chance({}, messages)] : []),
      ...(totals.unnamed_orders > 0 ? [m.cross_note_unnamed(orders(totals.unnamed_orders), messages)] : []),
      ...(totals.guest_orders > 0 ? [m.cross_note_guests(orders(totals.guest_orders), messages)] : []),
      ...(totals.open_orders > 0
        ? [m.cross_note_open({ ...orders(totals.open_orders), days: daysWords(params, messages) }, messages)]
        : []),
    ],
  };
}

/** The figures and the table; nothing where no pair is in enough orders. */
export function chart(result: CrossResult, params: CrossParams, frame: ChartFrame): ChartView {
  const { rows, parts } = result;
  const { messages } = frame;
  const next = parts.next.slice(0, drawnPairs).map((pair): PairMark => ({ pair, toOffer: null, who: null }));
  if (rows.length === 0 && next.length === 0) return { figures: [] };
  const isBeside = frame.width >= besideFrom && rows.length > 0 && next.length > 0;
  const share = isBeside ? 0.5 : 1;
  const own = { ...frame, width: isBeside ? Math.floor((frame.width - gap) / 2) : frame.width };
  return {
    figures: [
      ...(rows.length === 0
        ? []
        : [
            pairsFigure(
              {
                id: "pairs",
                title: m.cross_figure_pairs({}, messages),
                subtitle:
                  params.within === "order"
                    ? m.cross_subtitle_order({}, messages)
                    : m.cross_subtitle_days({ days: daysWords(params, messages) }, messages),
                marks: pairsOf(rows, params),
                all: parts.totals[0]!.pairs,
                share,
              },
              own,
            ),
          ]),
      ...(next.length === 0
        ? []
        : [
            pairsFigure(
              {
                id: "next",
                title: m.cross_figure_next({}, messages),
                subtitle: m.cross_subtitle_next({}, messages),
                marks: next,
                all: parts.next.length,
                share,
              },
              own,
            ),
          ]),
    ],
    ...(rows.length > 0 && { table: offersTable(result, params, frame) }),
  };
}
