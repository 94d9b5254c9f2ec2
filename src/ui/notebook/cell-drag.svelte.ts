/** Moving cells by drag: a handle that is taken, places that it is dropped at, and a page that scrolls at its edges. */
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import type { Attachment } from "svelte/attachments";
import { dropPlace } from "../../app/cell-order.ts";

/** An edge of a cell. */
export type Edge = "above" | "below";

const kind = Symbol("cell");

/** Pixels from the window's edge at which the page begins to scroll, and the most that it scrolls in a frame. */
const [margin, speed] = [96, 18];

const edgeAt = (element: Element, y: number): Edge => {
  const { top, height } = element.getBoundingClientRect();
  return y < top + height / 2 ? "above" : "below";
};

/** The drag of one notebook's cells. */
export class CellDrag {
  /** Where the dragged cell would land; null where nothing would change. */
  over: { readonly id: string; readonly edge: Edge } | null = $state.raw(null);
  /** The cell that is dragged. */
  cell: string | null = $state.raw(null);
  readonly #cells: () => readonly { readonly id: string }[];
  readonly #onDrop: (id: string, index: number) => void;

  /** `cells` are those of the document; `onDrop` gets the place among the others. */
  constructor(cells: () => readonly { readonly id: string }[], onDrop: (id: string, index: number) => void) {
    this.#cells = cells;
    this.#onDrop = onDrop;
  }

  /** Makes an element the handle of a cell. */
  handle(id: string, title: () => string): Attachment<HTMLElement> {
    return (element) =>
      draggable({
        element,
        getInitialData: () => ({ kind, id }),
        onGenerateDragPreview: ({ nativeSetDragImage }) =>
          setCustomNativeDragPreview({
            nativeSetDragImage,
            render: ({ container }) => {
              const preview = document.createElement("div");
              preview.className = "drag-preview";
              preview.textContent = title();
              container.append(preview);
            },
          }),
        onDragStart: () => (this.cell = id),
        onDrop: () => this.#end(),
      });
  }

  /** Makes an element the place of a cell. */
  place(id: string): Attachment<HTMLElement> {
    return (element) =>
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data["kind"] === kind,
        onDrag: ({ source, location }) => {
          const edge = edgeAt(element, location.current.input.clientY);
          const to = dropPlace(this.#cells(), source.data["id"] as string, id, edge);
          this.over = to === null ? null : { id, edge };
        },
        onDragLeave: () => {
          if (this.over?.id === id) this.over = null;
        },
        onDrop: ({ source, location }) => {
          const edge = edgeAt(element, location.current.input.clientY);
          const dragged = source.data["id"] as string;
          const to = dropPlace(this.#cells(), dragged, id, edge);
          this.#end();
          if (to !== null) this.#onDrop(dragged, to);
        },
      });
  }

  /** Scrolls the page while a cell is dragged near the window's upper or lower edge. */
  readonly scroll: Attachment<HTMLElement> = () => {
    let y = 0;
    let frame = 0;
    const turn = () => {
      const past = y < margin ? y - margin : Math.max(0, y - (innerHeight - margin));
      if (past !== 0) scrollBy({ top: (past / margin) * speed, behavior: "instant" });
      frame = requestAnimationFrame(turn);
    };
    const stop = () => cancelAnimationFrame(frame);
    const end = monitorForElements({
      canMonitor: ({ source }) => source.data["kind"] === kind,
      onDragStart: ({ location }) => {
        y = location.current.input.clientY;
        frame = requestAnimationFrame(turn);
      },
      onDrag: ({ location }) => (y = location.current.input.clientY),
      onDrop: stop,
    });
    return () => {
      stop();
      end();
    };
  };

  #end(): void {
    this.over = null;
    this.cell = null;
  }
}
