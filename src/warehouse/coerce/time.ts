/** Cells read as moments on the store's wall clock. */
import type { TimeReading } from "../../orders/plan.ts";
import { literal } from "../../sql/literal.ts";
import { wallClock } from "./zone.ts";

/** A time of day and the offset after it; an offset is never taken from a date such as 01-05-2025. */
const stamped =
  "^(.*[0-9]:[0-9]{2}(?:[.,][0-9]+)?(?: *[AaPp][Mm])?) *(Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2}|[-+][0-9]{2})$";

const bareFormats = (formats: readonly string[]) => [
  ...new Set(formats.map((format) => format.replace(/\s*(?:%z|%Z|Z|UTC|GMT)$/, ""))),
];

/** Seconds that an offset's text (`+08:00`, `-0430`, `+08`, `Z`) is ahead of UTC. */
function secondsOf(offset: string): string {
  const digits = `rpad(replace(substr(${offset}, 2), ':', ''), 4, '0')`;
  const amount = `try_cast(left(${digits}, 2) as integer) * 3600 + try_cast(right(${digits}, 2) as integer) * 60`;
  return `case when ${offset} in ('Z', 'UTC', 'GMT') then 0 when ${offset} like '-%' then -(${amount}) else ${amount} end`;
}

/**
 * The trimmed text as a TIMESTAMP on the store's wall clock, without zone; null where it is blank or fits no format.
 * "wall" drops the offset and keeps the clock it stands beside; "convert" moves the instant to the reading's zone
 * (or UTC where it names none), and takes a stamp without offset as that zone's clock, or as UTC where the column says so.
 */
export function timeOf(text: string, reading: TimeReading): string {
  const formats = bareFormats(reading.formats);
  // A list costs a fifth more than one format (measured).
  const parse = (stamp: string) =>
    `try_strptime(${stamp}, ${literal(formats.length === 1 ? formats[0]! : formats)})`;
  if (reading.offset === "none") return parse(text);
  const clock = `regexp_extract(${text}, '${stamped}', 1)`;
  const wall = parse(`coalesce(nullif(${clock}, ''), ${text})`);
  if (reading.offset === "wall") return wall;
  const offset = `regexp_extract(${text}, '${stamped}', 2)`;
  const instant = `(${parse(clock)} - to_seconds(${secondsOf(offset)}))`;
  const onClock = (moment: string) =>
    reading.timeZone === null ? moment : `(${wallClock(moment, reading.timeZone)})`;
  const bare = reading.bareIsUtc === true ? onClock(parse(text)) : parse(text);
  return `case when ${offset} = '' then ${bare} else ${onClock(instant)} end`;
}
