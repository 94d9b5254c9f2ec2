/** The sample shop as the files that its platform would export. */
import { RegularsError } from "../../base/error.ts";
import { startWorker } from "../../base/worker.ts";
import { sampleSeed } from "./summary.ts";
import workerUrl from "./worker.ts?worker&url";

/** The name of the sample shop's export. */
export const sampleFileName = "lantern-street-tea-orders.csv";

/** Generates the sample shop off the main thread; resolves with its order files. @throws RegularsError when the worker fails */
export function sampleShopFiles(): Promise<File[]> {
  const worker = startWorker(workerUrl);
  return new Promise<File[]>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) =>
      resolve([new File([data], sampleFileName, { type: "text/csv" })]);
    worker.onerror = (event) =>
      reject(
        new RegularsError("invalid sample shop: its worker failed", {
          hint: "Reload the page.",
          cause: event.error,
        }),
      );
    worker.postMessage({ seed: sampleSeed });
  }).finally(() => worker.terminate());
}
