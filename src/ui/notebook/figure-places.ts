/** The places of live figures in a text: kept through Markdown by marks of no meaning, then made elements. */
import type { FigureRef } from "../../notebook/figure-refs.ts";

/** Characters for private use, which no text means anything with. */
const [open, close] = ["\ue000", "\ue001"];
const mark = /\ue000(\d{1,6})\ue001/g;
const encoded = /(?:\ue000|%EE%80%80)(\d{1,6})(?:\ue001|%EE%80%81)/gi;

/** Returns the Markdown with a mark in the place of each figure. */
export function withPlaces(source: string, figures: readonly FigureRef[]): string {
  let [text, last] = ["", 0];
  figures.forEach(({ start, end }, index) => {
    text += `${source.slice(last, start)}${open}${index}${close}`;
    last = end;
  });
  return text + source.slice(last);
}

/**
 * Makes every mark in the texts of an element a link of class `live` with `data-figure`, the figure's number; in a link
 * a plain one. In code and in addresses stands again what was written. Nothing becomes HTML.
 */
export function placeFigures(element: HTMLElement, source: string, figures: readonly FigureRef[]): void {
  if (figures.length === 0) return;
  const written = (found: string, number: string) => {
    const figure = figures[Number(number)];
    return figure ? source.slice(figure.start, figure.end) : found;
  };
  for (const link of element.querySelectorAll("a[href]"))
    link.setAttribute("href", (link.getAttribute("href") ?? "").replace(encoded, written));
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (!text.data.includes(open)) continue;
    const parent = text.parentElement;
    if (parent?.closest("code, pre")) {
      text.data = text.data.replace(mark, written);
      continue;
    }
    const kind = parent?.closest("a") ? "span" : "a";
    const pieces = text.data.split(mark);
    text.replaceWith(
      ...pieces.map((piece, index) => {
        if (index % 2 === 0 || !figures[Number(piece)]) return piece;
        const figure = document.createElement(kind);
        figure.className = "live";
        figure.dataset["figure"] = piece;
        figure.textContent = "…";
        return figure;
      }),
    );
  }
}
