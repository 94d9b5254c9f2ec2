/** Inflates gzip with the platform's own decompressor, within bounds. */
import { damaged, type InflationGuard } from "../inflation.ts";

/** Bytes gathered before they become a part of the result, which the browser may keep on disk. */
const gathered = 4 * 1024 * 1024;

/** The chunks of a stream, whose reader is released whichever way the loop ends. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Gathers chunks into a Blob of large parts. */
export async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  let some: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const flush = (): void => {
    if (length > 0) parts.push(new Blob(some));
    some = [];
    length = 0;
  };
  for await (const chunk of chunks) {
    some.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length >= gathered) flush();
  }
  flush();
  return new Blob(parts);
}

/** The bytes of a gzip file. @throws IngestError TRUNCATED_OR_CORRUPT, ZIP_BOMB, TOO_LARGE; the signal's reason */
export async function gunzip(file: Blob, guard: InflationGuard, signal?: AbortSignal): Promise<Blob> {
  const inflated = file
    .stream()
    .pipeThrough(new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>);
  async function* bounded(): AsyncGenerator<Uint8Array> {
    const chunks = chunksOf(inflated);
    for (;;) {
      signal?.throwIfAborted();
      let next: IteratorResult<Uint8Array>;
      try {
        next = await chunks.next();
      } catch (error) {
        throw damaged("gzip", error);
      }
      if (next.done) return;
      try {
        guard.add(next.value.length);
      } catch (error) {
        await chunks.return(undefined);
        throw error;
      }
      yield next.value;
    }
  }
  return gather(bounded());
}
