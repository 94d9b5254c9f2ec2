/** Finds characters that mislead the eye or that no text has, over all of a file, with the lines on which they stand. */
import { Finding } from "./scan-findings.ts";

/** Which bytes of UTF-8 need a closer look: 1 a control character, 2 the first byte of a suspicious character, 3 a line end. */
const kinds = new Uint8Array(256);
for (let byte = 0; byte < 32; byte++) kinds[byte] = 1;
kinds[9] = 0;
kinds[12] = 0;
kinds[10] = 3;
kinds[13] = 3;
kinds[0x7f] = 1;
for (const lead of [0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef]) kinds[lead] = 2;

type Found = "bidi" | "invisible" | "control" | "nul" | "lost";

/** What a code point beyond ASCII is taken for; null for text. */
function kindOf(point: number): Found | null {
  // Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
  if (point === 0x061c || point === 0x200e || point === 0x200f) return "bidi";
  if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)) return "bidi";
  // Zero width, joiners, fillers and the mark that is no mark inside a text.
  if (point >= 0x200b && point <= 0x200d) return "invisible";
  if (point >= 0x2060 && point <= 0x2064) return "invisible";
  if ([0x00ad, 0x034f, 0x115f, 0x1160, 0x180e, 0x3164, 0xfeff, 0xffa0].includes(point)) return "invisible";
  if (point === 0xfffd) return "lost";
  return point >= 0x80 && point < 0xa0 ? "control" : null;
}

/** A running look at a text's UTF-8 bytes. Push every slice in order. */
export class OddCharacters {
  readonly bidi = new Finding();
  readonly invisible = new Finding();
  readonly control = new Finding();
  readonly nul = new Finding();
  /** U+FFFD: bytes that the encoding does not have, or that were lost before. */
  readonly lost = new Finding();
  readonly #carriageReturns: boolean;
  readonly #skipped: readonly number[];
  #line = 1;
  #wasReturn = false;
  /** Bytes of a character that the slice before began. */
  #begun: number[] = [];

  /** `carriageReturns`: a lone CR ends a line. `skipped`: control characters that mean something here, such as the delimiter. */
  constructor(carriageReturns: boolean, skipped: readonly number[] = []) {
    this.#carriageReturns = carriageReturns;
    this.#skipped = skipped;
  }

  /** Looks at the next slice. */
  push(bytes: Uint8Array): void {
    let from = 0;
    if (this.#begun.length > 0) {
      const lead = this.#begun[0]!;
      const size = lead < 0xe0 ? 2 : 3;
      while (this.#begun.length < size && from < bytes.length) this.#begun.push(bytes[from++]!);
      if (this.#begun.length < size) return;
      this.#wide(Uint8Array.from(this.#begun), 0);
      this.#begun = [];
    }
    const length = bytes.length;
    for (let i = from; i < length; i++) {
      const kind = kinds[bytes[i]!]!;
      if (kind === 0) {
        this.#wasReturn = false;
        continue;
      }
      if (kind === 3) this.#lineEnd(bytes[i]!);
      else {
        this.#wasReturn = false;
        if (kind === 1) this.#control(bytes[i]!);
        else {
          const size = bytes[i]! < 0xe0 ? 2 : 3;
          if (i + size > length) {
            this.#begun = [...bytes.subarray(i)];
            return;
          }
          this.#wide(bytes, i);
        }
      }
    }
  }

  #lineEnd(byte: number): void {
    if (byte === 10) {
      if (!(this.#carriageReturns && this.#wasReturn)) this.#line++;
      this.#wasReturn = false;
    } else {
      if (this.#carriageReturns) this.#line++;
      this.#wasReturn = true;
    }
  }

  #control(byte: number): void {
    if (byte === 0) this.nul.add(this.#line);
    else if (!this.#skipped.includes(byte)) this.control.add(this.#line);
  }

  #wide(bytes: Uint8Array, at: number): void {
    const [a, b, c] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2] ?? 0];
    const point =
      a < 0xe0 ? ((a & 0x1f) << 6) | (b & 0x3f) : ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
    const kind = kindOf(point);
    if (kind !== null) this[kind].add(this.#line);
  }
}
