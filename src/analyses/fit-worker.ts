/** The worker that computes fits: takes one question, posts its values. */
import type { FitColumns, FitValues } from "./fit.ts";
import type { Context } from "../sql/query.ts";
import { computeFit } from "./fits.ts";

/** What the worker is sent. */
export interface FitRequest {
  readonly id: string;
  readonly columns: FitColumns;
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

/** What the worker posts. */
export type FitReply = { readonly values: FitValues } | { readonly message: string };

const post = (reply: FitReply): void => self.postMessage(reply);

self.addEventListener("message", ({ data }: MessageEvent<FitRequest>) => {
  computeFit(data.id, data.columns, data.params, data.context).then(
    (values) => post({ values }),
    (error: unknown) => post({ message: error instanceof Error ? error.message : String(error) }),
  );
});
