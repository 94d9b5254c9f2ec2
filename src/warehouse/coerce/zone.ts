/** The offsets of a time zone as SQL, built from the platform's own zone data: DuckDB's is a network extension. */
import { RegularsError } from "../../base/error.ts";

/** From this instant on (inclusive, milliseconds since 1970) the wall clock is so many seconds ahead of UTC. */
export interface OffsetChange {
  readonly from: number;
  readonly seconds: number;
}

const day = 86_400_000;

function clock(timeZone: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (cause) {
    throw new RegularsError(`unknown time zone: ${timeZone}`, {
      cause,
      hint: "Choose a zone by its IANA name, such as Europe/Berlin.",
    });
  }
  return (instant) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const wall = Date.UTC(
      part["year"]!,
      part["month"]! - 1,
      part["day"],
      part["hour"],
      part["minute"],
      part["second"],
    );
    return Math.round((wall - instant) / 1000);
  };
}

/**
 * The changes of a zone's offset from the start of year `first` to the end of year `last`, ascending; the first entry
 * is the offset at the start. Two changes within one week are seen as one.
 * @throws RegularsError `unknown time zone: …`
 */
export function offsetChanges(timeZone: string, first: number, last: number): readonly OffsetChange[] {
  const offset = clock(timeZone);
  const start = Date.UTC(first, 0, 1);
  const end = Date.UTC(last + 1, 0, 1);
  const changes: OffsetChange[] = [{ from: start, seconds: offset(start) }];
  for (let at = start; at < end; at += 7 * day) {
    const before = changes.at(-1)!.seconds;
    const after = offset(at + 7 * day);
    if (after === before) continue;
    let [low, high] = [at, at + 7 * day];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ from: high, seconds: after });
  }
  return changes;
}

const stamp = (instant: number) => new Date(instant).toISOString().slice(0, 19).replace("T", " ");

/**
 * The instant (a TIMESTAMP in UTC) as the wall clock of a zone. Latest changes are asked first, because orders are
 * mostly recent; instants before 1970 take the offset of 1970. The list of one binds the instant once.
 */
export function wallClock(instant: string, timeZone: string): string {
  const [start, ...changes] = offsetChanges(timeZone, 1970, 2040);
  const cases = changes
    .toReversed()
    .map(({ from, seconds }) => `when moment >= timestamp '${stamp(from)}' then ${seconds}`);
  if (cases.length === 0) return `${instant} + to_seconds(${start!.seconds})`;
  const seconds = `case ${cases.join(" ")} else ${start!.seconds} end`;
  return `list_transform([${instant}], moment -> moment + to_seconds(${seconds}))[1]`;
}
