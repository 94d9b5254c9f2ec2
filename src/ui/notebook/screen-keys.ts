/** What the keys of the notebook's screen do. */
import type { KeyVerb } from "../../app/keys.ts";
import type { Messages } from "../../messages/messages.ts";
import { afterOwnUndo, pressOf } from "./notebook-keys.ts";
import type { Workplace } from "./workplace.svelte.ts";

/** The keys that turn the pages of a presentation. */
const turns: Readonly<Record<string, -1 | 1 | undefined>> = {
  ArrowLeft: -1,
  PageUp: -1,
  ArrowRight: 1,
  PageDown: 1,
};

/** Deals with presses on the page of one notebook. */
export class ScreenKeys {
  readonly #workplace: Workplace;
  readonly #messages: () => Messages;

  /** `messages` are those of the moment. */
  constructor(workplace: Workplace, messages: () => Messages) {
    this.#workplace = workplace;
    this.#messages = messages;
  }

  /** Does what a press means; one that means nothing is left to the browser. */
  press(event: KeyboardEvent): void {
    if (this.#workplace.presenting && this.#present(event)) return event.preventDefault();
    const press = pressOf(event);
    if (press === null) return;
    const { verb, cell, isField } = press;
    const { view } = this.#workplace;
    if (verb === "undo" || verb === "redo") {
      const step = () => (verb === "undo" ? view.undo() : view.redo());
      // Typing in a field is undone there first.
      if (isField) return afterOwnUndo(event.target!, step);
      event.preventDefault();
      return step();
    }
    const act = this.#act(verb, cell);
    if (act === null) return;
    event.preventDefault();
    act();
  }

  /** Hears of a change in a field before the field's own handler does. */
  input(event: Event): void {
    const isHistory = event instanceof InputEvent && event.inputType.startsWith("history");
    this.#workplace.view.fieldUndoes(isHistory);
  }

  /** Hears of a change in a field after the field's own handler. */
  inputDone(): void {
    this.#workplace.view.fieldUndoes(false);
  }

  #act(verb: Exclude<KeyVerb, "undo" | "redo">, cell: string | null): (() => void) | null {
    const workplace = this.#workplace;
    const { view } = workplace;
    const about = (act: (cell: string) => void) => (cell === null ? null : () => act(cell));
    switch (verb) {
      case "find":
        return () => workplace.find("all");
      case "add":
        return () => workplace.find("add");
      case "help":
        return () => (workplace.helping = true);
      case "previous":
        return () => workplace.step(-1);
      case "next":
        return () => workplace.step(1);
      case "run":
        return about((id) => view.run(id));
      case "up":
        return about((id) => workplace.move(id, -1, this.#messages()));
      case "down":
        return about((id) => workplace.move(id, 1, this.#messages()));
      case "rename":
        return about((id) => workplace.rename(id));
      case "duplicate":
        return about((id) => workplace.duplicate(id));
      case "collapse":
        return about((id) => void workplace.toggle(id));
      case "delete":
        return about((id) => void workplace.remove(id));
    }
  }

  /** True where a press turned a page of the presentation or ended it. */
  #present(event: KeyboardEvent): boolean {
    const { target } = event;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (!(target instanceof Element) || target.closest("[role=dialog], [role=menu], [role=listbox]"))
      return false;
    if (event.key === "Escape") {
      this.#workplace.present(false);
      return true;
    }
    // Charts, tables, tabs and controls have arrow keys of their own.
    const own = target.closest(
      "input, textarea, select, [role=application], [role=grid], [role=tablist], .scroll",
    );
    const by = turns[event.key];
    if (by === undefined || own) return false;
    this.#workplace.step(by);
    return true;
  }
}
