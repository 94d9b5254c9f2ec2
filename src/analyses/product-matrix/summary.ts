/** The sentence that sums up the picture of product-matrix. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame } from "../analysis.ts";
import type { MatrixParams } from "./params.ts";
import type { MatrixResult } from "./result.ts";
import { counted, quadrantName } from "./words.ts";

/** One sentence: how many there are of each quadrant. */
export function summaryOf({ parts }: MatrixResult, params: MatrixParams, { messages }: ChartFrame): string {
  const items = parts.quadrants.map(({ quadrant, products }) =>
    m.matrix_summary_item(
      { name: quadrantName(quadrant, messages), n: messages.integer(products) },
      messages,
    ),
  );
  const all = counted(parts.thresholds[0]!.products, params, messages);
  return m.matrix_summary({ all, parts: messages.list(items) }, messages);
}
