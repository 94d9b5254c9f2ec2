/** Text as GBK bytes: the table is read off the platform's decoder, which has no counterpart. */

let table: ReadonlyMap<string, readonly [number, number]> | undefined;

function gbkTable(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder("gbk");
  const made = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== "\ufffd") made.set(text, [lead, trail]);
    }
  return made;
}

/** The bytes of a text in GBK. @throws Error for a character that GBK does not have */
export function toGbk(text: string): Uint8Array<ArrayBuffer> {
  table ??= gbkTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair) bytes.push(...pair);
    else throw new Error(`unsupported character in GBK: ${character}`);
  }
  return Uint8Array.from(bytes);
}
