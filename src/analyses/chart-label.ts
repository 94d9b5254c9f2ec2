/** Labels of charts: their estimated width, the text cut to a place, and the ticks of shares. */
import type { Messages } from "../messages/messages.ts";

/** Characters that are set as wide as they are high: Chinese, its punctuation and full-width forms. */
const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/u;

/** Where Chinese meets letters and figures. */
const autospaced =
  /(?<=\p{Script=Han})(?=[\p{Script=Latin}\d])|(?<=[\p{Script=Latin}\d])(?=\p{Script=Han})/gu;

const capital = /\p{Lu}/u;

const em = (character: string): number => (wide.test(character) ? 1 : capital.test(character) ? 0.68 : 0.55);

/**
 * The estimated width of a text in CSS pixels: full-width characters count 1 em, capitals 0.68, others 0.55 (Archivo's
 * means at regular width; it is rather too wide than too narrow), and 0.125 between Chinese and Latin, as
 * `text-autospace` sets it. `stretch` is the width of the Latin letters, 1 = regular.
 */
export function labelWidth(text: string, fontSize = 12, stretch = 1): number {
  const own = (character: string) => em(character) * (wide.test(character) ? 1 : stretch);
  const gaps = text.match(autospaced)?.length ?? 0;
  return ([...text].reduce((sum, character) => sum + own(character), 0) + gaps / 8) * fontSize;
}

/** The text, or as much of it as fits `width` CSS pixels with an ellipsis; empty where not even two characters fit. */
export function fitLabel(text: string, width: number, fontSize = 12, stretch = 1): string {
  if (labelWidth(text, fontSize, stretch) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && labelWidth(`${characters.join("")}…`, fontSize, stretch) > width)
    characters.pop();
  return characters.length > 1 ? `${characters.join("").trimEnd()}…` : "";
}

/**
 * The texts of ticks that are shares, ascending: percent, whose sign stands on the outermost one alone; with one decimal on
 * all where one of them needs it.
 */
export function shareTicks(ticks: readonly number[], messages: Messages): (tick: number) => string {
  const digits = ticks.every((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) < 1e-6) ? 0 : 1;
  return (tick) =>
    tick === ticks.at(-1) ? messages.percent(tick, digits) : messages.number(tick * 100, digits);
}

/** Of labels that stand at `at` CSS pixels of one axis, those that keep `gap` from one another; the larger ones stay. */
export function labelsApart<T>(
  items: readonly T[],
  at: (item: T) => number,
  size: (item: T) => number,
  gap = 13,
): readonly T[] {
  const kept: T[] = [];
  for (const item of items.toSorted((a, b) => size(b) - size(a)))
    if (kept.every((other) => Math.abs(at(other) - at(item)) >= gap)) kept.push(item);
  return items.filter((item) => kept.includes(item));
}
