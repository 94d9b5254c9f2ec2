/** The one place where a chart's options become a drawing. */
import { plot, type PlotOptions } from "@observablehq/plot";
import type { Attachment } from "svelte/attachments";
import { inTurn } from "../../base/turns.ts";

/** The look that every chart shares; a figure's own options come after it. */
const look: Partial<CSSStyleDeclaration> = {
  fontFamily: "var(--font)",
  fontSize: "12px",
  color: "var(--chart-axis)",
  overflow: "visible",
  background: "none",
};

/**
 * Plot names its groups with `aria-label`, which a group without a role may not carry: the first word moves to a class,
 * and the drawing is one image with its summary.
 */
function settle(svg: SVGSVGElement, summary: string): void {
  for (const group of svg.querySelectorAll("[aria-label]")) {
    group.classList.add(`m-${(group.getAttribute("aria-label") ?? "").split(" ")[0]}`);
    group.removeAttribute("aria-label");
  }
  for (const described of svg.querySelectorAll("[aria-description]"))
    described.removeAttribute("aria-description");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", summary);
}

function draw(host: HTMLElement, options: PlotOptions, summary: string): void {
  const own = typeof options.style === "object" ? options.style : {};
  const drawn = plot({ ...options, style: { ...look, ...own } });
  const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector<SVGSVGElement>(":scope > svg");
  if (svg) settle(svg, summary);
  host.replaceChildren(drawn);
}

/**
 * Draws the options into an element, one drawing a task; the one before stays until then. `onFailed` hears of options
 * that cannot be drawn. Colours are CSS variables, so a change of theme needs no redraw.
 */
export function drawing(
  options: PlotOptions,
  summary: string,
  onFailed: (error: unknown) => void,
): Attachment<HTMLElement> {
  return (host) => {
    // Its space, so that nothing jumps when it comes.
    if (!host.firstChild && options.height !== undefined) host.style.minHeight = `${options.height}px`;
    return inTurn(() => {
      host.style.minHeight = "";
      try {
        draw(host, options, summary);
      } catch (error) {
        onFailed(error);
      }
    });
  };
}
