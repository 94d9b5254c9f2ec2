/** Starts the reading worker and waits for it; where there are no workers (tests in Node) the work runs in place. */
import { startWorker } from "../base/worker.ts";
import { IngestError } from "../orders/ingest-error.ts";
import { inspectEach, type InspectedFile, type ReadingRequest } from "./inspect-files.ts";
import type { Inspected, IngestProgress } from "./inspected.ts";
import type { WorkerReply, WorkerRequest } from "./worker.ts";
import workerUrl from "./worker.ts?worker&url";

const toInspected = (file: InspectedFile): Inspected => {
  if ("inspection" in file) return file;
  const { errorClass, message, ...detail } = file.refusal;
  return { name: file.name, bytes: file.bytes, error: new IngestError(errorClass, message, detail) };
};

function inWorker(
  files: readonly File[],
  onProgress: (progress: IngestProgress) => void,
  signal: AbortSignal | undefined,
  request: ReadingRequest,
): Promise<readonly InspectedFile[]> {
  const worker = startWorker(workerUrl);
  return new Promise<readonly InspectedFile[]>((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.addEventListener("error", (event) =>
      reject(new Error(`invalid worker: ${event.message || "it could not be started"}`)),
    );
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerReply>) => {
      if (data.kind === "done") resolve(data.found);
      else if (data.kind === "failed") reject(new Error(data.message));
      else onProgress(data);
    });
    worker.postMessage({ files, request } satisfies WorkerRequest);
  }).finally(() => worker.terminate());
}

/** Looks at files in a worker, which is ended when it is done or aborted. @throws the signal's reason when it is aborted */
export async function inspectFiles(
  files: readonly File[],
  onProgress: (progress: IngestProgress) => void,
  signal?: AbortSignal,
  request: ReadingRequest = {},
): Promise<readonly Inspected[]> {
  signal?.throwIfAborted();
  const found =
    typeof Worker === "undefined" || typeof document === "undefined"
      ? await inspectEach(
          files,
          (file, phase, bytesDone, bytesTotal) => onProgress({ file, phase, bytesDone, bytesTotal }),
          signal,
          request,
        )
      : await inWorker(files, onProgress, signal, request);
  return found.map(toInspected);
}
