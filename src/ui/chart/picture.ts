/** A drawn chart as a picture that stands alone: SVG text and PNG, with its title, n and date. */

/** The words around the chart. */
export interface PictureWords {
  readonly title: string;
  readonly subtitle: string;
  /** The line of n and interval. */
  readonly basis: string;
  /** The date that it looks back from, as a sentence. */
  readonly date: string;
  readonly legend: readonly { readonly label: string; readonly token: string; readonly hatched?: boolean }[];
}

const properties = [
  ..."fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin".split(
    " ",
  ),
  ..."opacity paint-order font-family font-size font-weight font-stretch font-variant-numeric text-anchor".split(
    " ",
  ),
];
const namespace = "http://www.w3.org/2000/svg";
const margin = 20;

/** The one property of them that does not pass on to what is within. */
const own = "opacity";

/**
 * Writes the styles that the page gives to `source` and all below it into its copy, so that it looks the same anywhere:
 * each where it differs from what is `passed` on from above. Variables of the page's theme are gone from it.
 */
function inline(source: Element, copy: Element, passed: ReadonlyMap<string, string> = new Map()): void {
  const computed = getComputedStyle(source);
  const styles = new Map(properties.map((property) => [property, computed.getPropertyValue(property)]));
  for (const name of ["class", "style", ...properties]) copy.removeAttribute(name);
  for (const [property, value] of styles)
    if (value !== (property === own ? "1" : passed.get(property)))
      (copy as SVGElement).style.setProperty(property, value);
  [...source.children].forEach((child, index) => inline(child, copy.children[index]!, styles));
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Breaks a text into lines no wider than `width` at 12 px; Chinese breaks anywhere. */
function wrap(text: string, width: number, font: string): readonly string[] {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `12px ${font}`;
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
    if (line !== "" && context.measureText((line + piece).trimEnd()).width > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].filter((each) => each !== "");
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ""): SVGElement {
  const node = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.textContent = text;
  return node;
}

/** Draws lines of text from `y` down; returns the `y` below them. */
function texts(
  page: SVGElement,
  lines: readonly string[],
  y: number,
  look: Readonly<Record<string, string | number>>,
): number {
  lines.forEach((line, index) =>
    page.append(element("text", { x: margin, y: y + 12 + index * 17, ...look }, line)),
  );
  return y + lines.length * 17;
}

/** One line of legend entries; returns the `y` below it. */
function legend(
  page: SVGElement,
  words: PictureWords,
  y: number,
  look: Readonly<Record<string, string | number>>,
): number {
  if (words.legend.length === 0) return y;
  let x = margin;
  for (const { label, token: name, hatched } of words.legend) {
    page.append(
      element("rect", {
        x,
        y: y + 12,
        width: 20,
        height: 12,
        fill: hatched ? "url(#hatch)" : token(`--${name}`),
      }),
    );
    page.append(element("text", { x: x + 26, y: y + 22, ...look }, label));
    x += 26 + 16 + widthOf(label, String(look["font-family"]));
  }
  return y + 28;
}

function widthOf(text: string, font: string): number {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `12px ${font}`;
  return context.measureText(text).width;
}

/** The chart with its words as one SVG element; colours and type are those of the page as it is now. */
export function picture(chart: SVGSVGElement, words: PictureWords): SVGSVGElement {
  const { width, height } = chart.viewBox.baseVal;
  const font = getComputedStyle(chart).fontFamily;
  const [ink, quiet] = [token("--ink"), token("--ink-2")];
  const plain = { "font-family": font, "font-size": 12, fill: quiet };
  const page = document.createElementNS(namespace, "svg");
  page.append(element("rect", { width: "100%", height: "100%", fill: token("--paper") }));
  let y = texts(page, [words.title], margin - 4, {
    ...plain,
    "font-size": 15,
    "font-weight": 640,
    fill: ink,
  });
  y = texts(page, wrap(words.subtitle, width, font), y + 3, plain) + 10;
  const copy = chart.cloneNode(true) as SVGSVGElement;
  inline(chart, copy);
  for (const [key, value] of Object.entries({ x: margin, y, width, height }))
    copy.setAttribute(key, String(value));
  copy.style.overflow = "visible";
  page.append(copy);
  const pattern = document.getElementById("hatch");
  if (pattern) {
    const defined = pattern.cloneNode(true) as Element;
    inline(pattern, defined);
    const defs = element("defs", {});
    defs.append(defined);
    page.append(defs);
  }
  y = legend(page, words, y + height, plain);
  y = texts(page, [...wrap(words.basis, width, font), words.date], y + 12, plain) + margin;
  for (const [key, value] of Object.entries({
    xmlns: namespace,
    width: width + 2 * margin,
    height: Math.ceil(y),
    viewBox: `0 0 ${width + 2 * margin} ${Math.ceil(y)}`,
  }))
    page.setAttribute(key, String(value));
  return page;
}

/** The picture as the text of an SVG file. */
export function svgText(page: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(page);
}

/** The page's own typeface as `@font-face` rules that carry their files, since a picture cannot load any. */
async function typeface(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule);
  const carried = await Promise.all(
    faces.map(async (face) => {
      const address = /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue("src"))?.[1];
      if (!address) return "";
      const base = face.parentStyleSheet?.href ?? document.baseURI;
      const bytes = new Uint8Array(await (await fetch(new URL(address, base))).arrayBuffer());
      const text = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
      return face.cssText.replace(/src:[^;}]+/, `src: url("data:font/woff2;base64,${text}") format("woff2")`);
    }),
  );
  return carried.join("\n");
}

/** The picture as a PNG of `scale` pixels to a CSS pixel. @throws when the browser cannot draw it. */
export async function pngBlob(page: SVGSVGElement, scale = 2): Promise<Blob> {
  const styled = page.cloneNode(true) as SVGSVGElement;
  styled.prepend(element("style", {}, await typeface()));
  const address = URL.createObjectURL(new Blob([svgText(styled)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Number(page.getAttribute("width")) * scale;
    canvas.height = Number(page.getAttribute("height")) * scale;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("unsupported picture: canvas"))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
