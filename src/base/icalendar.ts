/** Calendar files: events as an iCalendar object (RFC 5545), the form that calendar programs import. */
import { addDays } from "./calendar.ts";
import { RegularsError } from "./error.ts";

/** An event on one day of the calendar on the wall, in no zone: it is at that hour wherever it is read. */
export interface CalendarEvent {
  /** The same for the same event in every file, so that a program that imports a later file replaces it. */
  readonly uid: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** The hour of the day 0…23 at which it begins and lasts one hour; null: all day, taking up no time. */
  readonly hour: number | null;
  /** One line. */
  readonly summary: string;
  /** Lines separated by `\n`; empty: none. */
  readonly description: string;
}

/** What a file says of itself. */
export interface CalendarFile {
  /** The calendar's name where a program shows one. */
  readonly name: string;
  /** When the file is made. */
  readonly madeAt: Date;
}

const octets = new TextEncoder();

/** The most octets of a line, its end not counted (RFC 5545, 3.1). */
const lineOctets = 75;

/**
 * A content line folded so that no line has more than 75 octets: each that follows begins with a space, and no character
 * is cut in two.
 */
export function foldLine(line: string): string {
  const lines: string[] = [];
  let current = "";
  let length = 0;
  for (const character of line) {
    const size = octets.encode(character).length;
    if (length + size > lineOctets) {
      lines.push(current);
      // The space that marks a folded line counts.
      [current, length] = [" ", 1];
    }
    current += character;
    length += size;
  }
  return [...lines, current].join("\r\n");
}

/** A text as the value type TEXT (RFC 5545, 3.3.11): `\ ; ,` and line ends escaped, control characters left out. */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll("\n", "\\n")
    .replace(/[^\P{Cc}\t]/gu, "");
}

const basic = (day: string): string => day.replaceAll("-", "");

/** `20250617T120000Z`. */
const utc = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const clock = (hour: number): string => `T${String(hour).padStart(2, "0")}0000`;

function timeLines({ day, hour }: CalendarEvent): readonly string[] {
  const next = addDays(day, 1);
  if (hour === null)
    return [
      `DTSTART;VALUE=DATE:${basic(day)}`,
      `DTEND;VALUE=DATE:${basic(next)}`,
      // An all-day event is a note: it does not make its day a busy one.
      "TRANSP:TRANSPARENT",
    ];
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new RegularsError(`invalid hour: ${hour}`);
  const end = hour === 23 ? `${basic(next)}${clock(0)}` : `${basic(day)}${clock(hour + 1)}`;
  return [`DTSTART:${basic(day)}${clock(hour)}`, `DTEND:${end}`];
}

const eventLines = (event: CalendarEvent, stamp: string): readonly string[] => [
  "BEGIN:VEVENT",
  `UID:${escapeText(event.uid)}`,
  `DTSTAMP:${stamp}`,
  ...timeLines(event),
  `SUMMARY:${escapeText(event.summary)}`,
  ...(event.description === "" ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
  "END:VEVENT",
];

/**
 * The text of a file with these events, each line ended by CRLF, in UTF-8 when written.
 * @throws RegularsError for a day that is none, an hour that is none, or without an event: a calendar has at least one.
 */
export function toICalendar(events: readonly CalendarEvent[], { name, madeAt }: CalendarFile): string {
  if (events.length === 0) throw new RegularsError("missing event: a calendar file needs one");
  const stamp = utc(madeAt);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Regulars//Notebook//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}
