/** Starts the worker of fits and waits for it; where there are no workers (tests in Node) the work runs in place. */
import { startWorker } from "../base/worker.ts";
import type { FitValues } from "./fit.ts";
import type { FitReply, FitRequest } from "./fit-worker.ts";
import { computeFit } from "./fits.ts";
import workerUrl from "./fit-worker.ts?worker&url";

/** Computes a fit. */
export type Fitter = (request: FitRequest, signal?: AbortSignal) => Promise<FitValues>;

/** Computes a fit in a worker, which is ended when it is done or aborted. @throws the signal's reason when it is aborted */
export const fitInWorker: Fitter = async (request, signal) => {
  signal?.throwIfAborted();
  const { id, columns, params, context } = request;
  if (typeof Worker === "undefined" || typeof document === "undefined")
    return computeFit(id, columns, params, context);
  const worker = startWorker(workerUrl);
  return new Promise<FitValues>((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.addEventListener("error", (event) =>
      reject(new Error(`invalid worker: ${event.message || "it could not be started"}`)),
    );
    worker.addEventListener("message", ({ data }: MessageEvent<FitReply>) =>
      "values" in data ? resolve(data.values) : reject(new Error(data.message)),
    );
    // The columns are the worker's own from now on.
    worker.postMessage(
      request,
      Object.values(columns).map(({ buffer }) => buffer),
    );
  }).finally(() => worker.terminate());
};
