/** Decides a text file's encoding from all of its bytes: mark, then UTF-8 by validity, UTF-16 by zero bytes, the rest by score. */
import type { Encoding, Evidence } from "../orders/plan.ts";
import { markLength, slices, type OnBytes } from "./bytes.ts";
import { scores } from "./encoding-scores.ts";
import { Utf8Check } from "./utf8.ts";

/** An encoding, why it is believed, and what speaks against it. */
export interface EncodingFound {
  readonly encoding: Encoding;
  readonly evidence: readonly Evidence[];
  /** True where the bytes are whole UTF-8. */
  readonly isUtf8: boolean;
  /** False where the bytes read badly in every encoding that is known. */
  readonly isSure: boolean;
}

/** Bytes around non-ASCII ones that are kept for scoring. */
const scoredBytes = 256 * 1024;

/** Lines with a non-ASCII byte, from anywhere in the file, up to a bound: what the scores look at. */
class WideLines {
  readonly bytes: number[] = [];

  push(slice: Uint8Array): void {
    let start = 0;
    for (let i = 0; i < slice.length && this.bytes.length < scoredBytes; i++) {
      if (slice[i]! < 0x80) continue;
      start = Math.max(start, i - 64);
      let end = i;
      while (end < slice.length && slice[end] !== 0x0a && end - i < 4096) end++;
      for (let k = start; k < end; k++) this.bytes.push(slice[k]!);
      this.bytes.push(0x0a);
      start = end;
      i = end;
    }
  }
}

/** The encoding of UTF-16 text without a mark, by where its zero bytes stand; null where it is none. */
function utf16ByZeros(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const zeros = even + odd;
  if (head.length < 8 || zeros < head.length * 0.05) return null;
  if (odd >= zeros * 0.95) return "utf-16le";
  return even >= zeros * 0.95 ? "utf-16be" : null;
}

/** Scores below this mean that no encoding fits well. */
const sureScore = 0.3;

/** Reads the whole file and decides, or says how the encoding that a person chose fits. Nothing of it is kept. */
export async function detectEncoding(
  file: Blob,
  onBytes?: OnBytes,
  signal?: AbortSignal,
  told?: Encoding,
): Promise<EncodingFound> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  const found = (encoding: Encoding, key: string, isUtf8 = false, isSure = true): EncodingFound => ({
    encoding,
    evidence: [{ key, inputs: { encoding: encoding.toUpperCase() } }],
    isUtf8,
    isSure,
  });
  if (told !== undefined && told !== "utf-8") return found(told, "evidence_encoding_chosen");
  if (told === undefined) {
    for (const encoding of ["utf-16le", "utf-16be"] as const)
      if (markLength(head, encoding) > 0) return found(encoding, "evidence_encoding_mark");
    const byZeros = utf16ByZeros(head);
    if (byZeros !== null) return found(byZeros, "evidence_encoding_zeros");
  }
  const check = new Utf8Check();
  const lines = new WideLines();
  for await (const slice of slices(file, 0, onBytes, signal)) {
    const [wide, invalid] = [check.wide, check.invalid];
    check.push(slice);
    if (check.wide > wide || check.invalid > invalid) lines.push(slice);
  }
  check.end();
  const isWhole = check.invalid === 0;
  if (told !== undefined) return found(told, "evidence_encoding_chosen", isWhole);
  const marked = markLength(head, "utf-8") > 0;
  if (isWhole) return found("utf-8", marked ? "evidence_encoding_mark" : "evidence_encoding_valid", true);
  // A few stray bytes in a text whose other wide characters are well formed: UTF-8, damaged.
  if (marked || check.wide > 4 * check.invalid) return found("utf-8", "evidence_encoding_damaged");
  const bytes = Uint8Array.from(lines.bytes);
  const rated = Object.entries(scores).map(([encoding, score]) => ({
    encoding: encoding as keyof typeof scores,
    score: score(bytes),
  }));
  const best = rated.reduce((a, b) => (b.score > a.score ? b : a));
  return found(best.encoding, "evidence_encoding_score", false, best.score >= sureScore);
}
