/** Reads a file's bytes in slices, so that no file is ever in memory as a whole. */
import type { Encoding } from "../orders/plan.ts";

/** Bytes of one slice: large enough that a slice's fixed costs vanish, small enough to answer a cancel at once. */
export const sliceBytes = 4 * 1024 * 1024;

/** Called after each slice with the bytes read so far. */
export type OnBytes = (done: number) => void;

/** The bytes of a file from `start`, slice by slice. @throws the signal's reason when it is aborted */
export async function* slices(
  file: Blob,
  start: number,
  onBytes?: OnBytes,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let from = start; from < file.size; from += sliceBytes) {
    signal?.throwIfAborted();
    const slice = new Uint8Array(
      await file.slice(from, Math.min(from + sliceBytes, file.size)).arrayBuffer(),
    );
    yield slice;
    onBytes?.(Math.min(from + sliceBytes, file.size));
  }
}

/** Length in bytes of the byte-order mark of an encoding at the start of a file; 0 where there is none. */
export function markLength(head: Uint8Array, encoding: Encoding): number {
  if (encoding === "utf-8") return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  if (encoding === "utf-16le") return head[0] === 0xff && head[1] === 0xfe ? 2 : 0;
  if (encoding === "utf-16be") return head[0] === 0xfe && head[1] === 0xff ? 2 : 0;
  return 0;
}

/**
 * The text of a file as UTF-8 bytes, without byte-order mark, in pieces: the bytes themselves where they are whole UTF-8
 * already, else decoded and encoded again. Bytes that the encoding does not have become U+FFFD.
 */
export async function* utf8Slices(
  file: Blob,
  { encoding, isUtf8 }: { readonly encoding: Encoding; readonly isUtf8: boolean },
  onBytes?: OnBytes,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const mark = markLength(new Uint8Array(await file.slice(0, 4).arrayBuffer()), encoding);
  const source = slices(file, mark, onBytes, signal);
  if (isUtf8) return yield* source;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const encoder = new TextEncoder();
  for await (const slice of source) yield encoder.encode(decoder.decode(slice, { stream: true }));
  const rest = decoder.decode();
  if (rest !== "") yield encoder.encode(rest);
}

/** True where two files hold the same bytes. Reads no further than the first difference. */
export async function isSameFile(a: Blob, b: Blob, signal?: AbortSignal): Promise<boolean> {
  if (a.size !== b.size) return false;
  const other = slices(b, 0, undefined, signal);
  for await (const slice of slices(a, 0, undefined, signal)) {
    const { value } = await other.next();
    if (value === undefined || slice.some((byte, i) => byte !== value[i])) return false;
  }
  return true;
}
