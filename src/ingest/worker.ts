/** The worker that reads files: takes files, posts progress, and posts what it found. */
import { inspectEach, type InspectedFile, type ReadingRequest } from "./inspect-files.ts";

/** What the worker is sent. */
export interface WorkerRequest {
  readonly files: readonly File[];
  readonly request: ReadingRequest;
}

/** What the worker posts. */
export type WorkerReply =
  | {
      readonly kind: "progress";
      readonly file: string;
      readonly phase: "looking" | "counting" | "rewriting";
      readonly bytesDone: number;
      readonly bytesTotal: number;
    }
  | { readonly kind: "done"; readonly found: readonly InspectedFile[] }
  | { readonly kind: "failed"; readonly message: string };

const post = (reply: WorkerReply): void => self.postMessage(reply);

self.addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  inspectEach(
    data.files,
    (file, phase, bytesDone, bytesTotal) => post({ kind: "progress", file, phase, bytesDone, bytesTotal }),
    undefined,
    data.request,
  ).then(
    (found) => post({ kind: "done", found }),
    (error: unknown) =>
      post({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
  );
});
