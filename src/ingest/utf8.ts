/** Checks that bytes are UTF-8, slice by slice, and counts what is not. */

/** The number of bytes of the character that begins with `byte`, 0 where no character does. */
const lengthOf = (byte: number): number =>
  byte < 0x80
    ? 1
    : byte >= 0xc2 && byte <= 0xdf
      ? 2
      : byte >= 0xe0 && byte <= 0xef
        ? 3
        : byte >= 0xf0 && byte <= 0xf4
          ? 4
          : 0;

/** True where `byte` can be the second of a character that begins with `lead` (no overlong form, surrogate or number above U+10FFFF). */
const isSecond = (lead: number, byte: number): boolean => {
  if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
  if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
  if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
  if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  return byte >= 0x80 && byte <= 0xbf;
};

/** A running check of a file's bytes. Push every slice in order, then call {@link Utf8Check.end}. */
export class Utf8Check {
  /** Characters of more than one byte that are well formed. */
  wide = 0;
  /** Bytes that belong to no character. */
  invalid = 0;
  /** NUL bytes. */
  zeros = 0;
  #lead = 0;
  #seen = 0;
  #need = 0;

  /** Checks the next slice. */
  push(bytes: Uint8Array): void {
    const length = bytes.length;
    for (let i = 0; i < length; i++) {
      if (this.#need === 0) {
        let byte = 0;
        let zeros = 0;
        while (i < length && (byte = bytes[i]!) < 0x80) {
          if (byte === 0) zeros++;
          i++;
        }
        this.zeros += zeros;
        if (i === length) return;
        const size = lengthOf(byte);
        if (size === 0) this.invalid++;
        else {
          this.#lead = byte;
          this.#seen = 1;
          this.#need = size - 1;
        }
        continue;
      }
      const byte = bytes[i]!;
      const fits = this.#seen === 1 ? isSecond(this.#lead, byte) : byte >= 0x80 && byte <= 0xbf;
      if (!fits) {
        this.invalid += this.#seen;
        this.#need = 0;
        i--;
        continue;
      }
      this.#seen++;
      if (--this.#need === 0) this.wide++;
    }
  }

  /** Counts a character that the end of the file cuts off. */
  end(): void {
    if (this.#need > 0) this.invalid += this.#seen;
    this.#need = 0;
  }
}
