/** Markdown to HTML that is safe to insert: a stranger may have written it. */
import DOMPurify, { type Config } from "dompurify";
import { Marked, type Tokens } from "marked";
import type { Attachment } from "svelte/attachments";
import type { FigureRef } from "../../notebook/figure-refs.ts";
import { placeFigures, withPlaces } from "./figure-places.ts";

/** What may stand in a text, and nothing else: no style, form, frame, media, drawing or template, and only `href`. */
const profile: Config = {
  ALLOWED_TAGS: (
    "p h2 h3 h4 h5 h6 ul ol li strong em del code pre blockquote hr br a " +
    "table thead tbody tr th td sup sub kbd"
  ).split(" "),
  ALLOWED_ATTR: ["href"],
  ALLOWED_URI_REGEXP: /^(?:https:\/\/|mailto:|#)/i,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  KEEP_CONTENT: true,
  FORBID_CONTENTS:
    "style script iframe object embed template svg math form textarea select title noscript".split(" "),
};

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** How a text is shown. */
export interface MarkdownOptions {
  /** The level that its topmost heading gets, 2 to 6. */
  readonly topHeading: 2 | 3 | 4;
  /** Words in place of a picture, which is never loaded, for its alternative text. */
  readonly placeholder: (alternative: string) => string;
  /** Live figures of the source: each becomes an element with `data-figure`, its number; what stands in it is the caller's. */
  readonly figures?: readonly FigureRef[];
}

/** Unsafe HTML of a text of Markdown; only {@link markdown} may be inserted. */
function toHtml(source: string, { topHeading, placeholder }: MarkdownOptions): string {
  const marked = new Marked({ gfm: true, async: false });
  const tokens = marked.lexer(source);
  const depths = tokens
    .filter((token): token is Tokens.Heading => token.type === "heading")
    .map(({ depth }) => depth);
  const shift = topHeading - Math.min(...depths, 6);
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const level = Math.min(6, Math.max(2, depth + shift));
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      image: ({ text }) => `<em>${escape(placeholder(text))}</em>`,
      checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    },
  });
  return marked.parser(tokens);
}

/** Shows a text of Markdown in an element, through the strict profile; links open only after {@link linkOf} was asked. */
export function markdown(source: string, options: MarkdownOptions): Attachment<HTMLElement> {
  return (element) => {
    const { figures = [] } = options;
    const safe = DOMPurify.sanitize(toHtml(withPlaces(source, figures), options), {
      ...profile,
      RETURN_TRUSTED_TYPE: true,
    });
    // Trusted Types type `innerHTML` as text only.
    element.innerHTML = safe as unknown as string;
    placeFigures(element, source, figures);
    for (const link of element.querySelectorAll("a[href]")) link.setAttribute("rel", "noopener noreferrer");
    for (const wide of element.querySelectorAll("pre, table")) wide.setAttribute("tabindex", "0");
  };
}

/** The address that a press leads to when it is a link out of the page, else null; fragments stay in the page. */
export function linkOf(event: Event): string | null {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const address = link?.getAttribute("href") ?? "";
  return /^(?:https:\/\/|mailto:)/i.test(address) ? address : null;
}
