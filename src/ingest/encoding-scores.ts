/** How well bytes read as text in each of the encodings that have no mark of their own. Scores are per non-ASCII byte, at most about 1. */

type Score = (bytes: Uint8Array) => number;

/** The score of an encoding of two-byte characters: `pair` rates one, null where the two bytes are none. */
const pairs =
  (
    isLead: (byte: number) => boolean,
    pair: (lead: number, trail: number, next: number | undefined) => number | null,
    single: (byte: number) => number | null = () => null,
  ): Score =>
  (bytes) => {
    let score = 0;
    let high = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte < 0x80) continue;
      const alone = single(byte);
      const rated = isLead(byte) && i + 1 < bytes.length ? pair(byte, bytes[i + 1]!, bytes[i + 2]) : null;
      if (rated !== null) {
        score += 2 * rated;
        high += 2;
        i++;
      } else {
        score += alone ?? -5;
        high += 1;
      }
    }
    return high === 0 ? 0 : score / high;
  };

const within = (byte: number, low: number, high: number): boolean => byte >= low && byte <= high;

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (within(byte, 0x41, 0x5a) || within(byte, 0x61, 0x7a));

/** GB 2312's level 1 (0xB0…0xD7) holds the 3,755 commonest characters; its level 2 and GBK's additions are rare. */
const gb18030 = pairs(
  (lead) => within(lead, 0x81, 0xfe),
  (lead, trail) => {
    if (within(trail, 0x30, 0x39)) return -0.5;
    if (!within(trail, 0x40, 0xfe) || trail === 0x7f) return null;
    if (trail < 0xa1) return lead >= 0xa1 ? -0.8 : -0.5;
    if (within(lead, 0xb0, 0xd7)) return 1;
    if (within(lead, 0xd8, 0xf7)) return 0.2;
    return within(lead, 0xa1, 0xa3) ? 0.6 : -0.5;
  },
);

/** Big5's level 1 (0xA4…0xC6) holds the common characters; its trail bytes are 0x40…0x7E and 0xA1…0xFE. A letter in the middle of a Latin word looks like a trail. */
const big5 = pairs(
  (lead) => within(lead, 0xa1, 0xf9),
  (lead, trail, next) => {
    if (!within(trail, 0x40, 0x7e) && !within(trail, 0xa1, 0xfe)) return null;
    if (isAsciiLetter(trail) && isAsciiLetter(next)) return -0.5;
    if (within(lead, 0xa4, 0xc6)) return trail < 0x80 ? 1 : 0.7;
    return lead === 0xa1 ? 0.6 : -0.2;
  },
);

/** Shift-JIS: kana (0x82, 0x83) in nearly every text, level 1 kanji 0x88…0x97; one-byte katakana are rare beside them. */
const shiftJis = pairs(
  (lead) => within(lead, 0x81, 0x9f) || within(lead, 0xe0, 0xfc),
  (lead, trail) => {
    if (!within(trail, 0x40, 0xfc) || trail === 0x7f) return null;
    if (lead === 0x82 || lead === 0x83) return 1;
    if (within(lead, 0x88, 0x97)) return 0.7;
    return lead === 0x81 ? 0.6 : -0.5;
  },
  (byte) => (within(byte, 0xa1, 0xdf) ? -0.2 : null),
);

const hangul = pairs(
  (lead) => within(lead, 0xa1, 0xfe),
  (lead, trail) => {
    if (!within(trail, 0xa1, 0xfe)) return null;
    if (within(lead, 0xb0, 0xc8)) return 1.02;
    return lead === 0xa1 ? 0.5 : -0.3;
  },
);

/**
 * EUC-KR: Hangul syllables are 0xB0…0xC8, as are more than half of the common Chinese characters of GB 2312: only a
 * text of a dozen different characters or more that never leaves that range is Korean rather than Chinese.
 */
const eucKr: Score = (bytes) => {
  const different = new Set<number>();
  for (let i = 0; i + 1 < bytes.length; i++)
    if (bytes[i]! >= 0xa1) different.add((bytes[i]! << 8) | bytes[++i]!);
  return hangul(bytes) - (different.size < 12 ? 0.2 : 0);
};

/** Letters of an encoding of one byte a character, beside those of ASCII. */
const letters = (...ranges: readonly (readonly [number, number])[]): ReadonlySet<number> =>
  new Set(ranges.flatMap(([low, high]) => Array.from({ length: high - low + 1 }, (_, i) => low + i)));

/** Signs that stand at one place in all Windows encodings: € and quotes, dashes, ©, ®, °. */
const signs = new Set([0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa9, 0xae, 0xb0]);

/** Latin text: accented letters stand alone or in pairs among ASCII letters; signs stand alone. */
const latin =
  (own: ReadonlySet<number>, undefinedBytes: readonly number[], pound: number | null): Score =>
  (bytes) => {
    let score = 0;
    let high = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte < 0x80) continue;
      high++;
      const [before, after] = [bytes[i - 1], bytes[i + 1]];
      const crowd = [before, after, bytes[i - 2], bytes[i + 2]].filter((one) => (one ?? 0) >= 0xa0).length;
      if (undefinedBytes.includes(byte)) score -= 5;
      else if (crowd > 1) score -= 0.5;
      else if (own.has(byte)) score += isAsciiLetter(before) || isAsciiLetter(after) ? 1 : 0.3;
      else score += signs.has(byte) || byte === pound ? 0.6 : -0.2;
    }
    return high === 0 ? 0 : score / high;
  };

const western = letters([0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0xff]);
const windows1252 = latin(
  new Set([...western, 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f, 0xaa, 0xba]),
  [0x81, 0x8d, 0x8f, 0x90, 0x9d],
  0xa3,
);

/** Windows-1250, for Polish, Czech, Hungarian: it has letters where Windows-1252 has signs (ą ś ź ż ł). */
const windows1250 = latin(
  new Set([
    ...western,
    ...letters([0x8a, 0x8a], [0x8c, 0x8f], [0x9a, 0x9a], [0x9c, 0x9f], [0xb9, 0xba], [0xbe, 0xbf]),
    ...[0xa3, 0xa5, 0xaa, 0xaf, 0xb3, 0xbc],
  ]),
  [0x81, 0x83, 0x88, 0x90, 0x98],
  null,
);

/** Windows-1251: words of Cyrillic letters, lower case after the first. */
const windows1251: Score = (bytes) => {
  const isLower = (byte: number | undefined) => byte !== undefined && (byte >= 0xe0 || byte === 0xb8);
  const isUpper = (byte: number | undefined) =>
    byte !== undefined && (within(byte, 0xc0, 0xdf) || byte === 0xa8);
  const isLetter = (byte: number | undefined) => isLower(byte) || isUpper(byte);
  let score = 0;
  let high = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    high++;
    const [before, after] = [bytes[i - 1], bytes[i + 1]];
    if (byte === 0x98) score -= 5;
    else if (!isLetter(byte)) score += signs.has(byte) || byte === 0xb9 ? 0.3 : -0.6;
    else if (isAsciiLetter(before) || isAsciiLetter(after)) score -= 1;
    else if (isUpper(byte)) score += isLower(before) ? -0.6 : isLetter(after) ? 0.8 : 0;
    else score += isLetter(before) || isLetter(after) ? 1 : 0;
  }
  return high === 0 ? 0 : score / high;
};

/** The encodings told apart by score; the first wins a tie. */
export const scores = {
  gb18030,
  big5,
  shift_jis: shiftJis,
  "euc-kr": eucKr,
  "windows-1252": windows1252,
  "windows-1250": windows1250,
  "windows-1251": windows1251,
} as const satisfies Record<string, Score>;
