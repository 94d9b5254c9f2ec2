/** What the palette can run and open. */
import type { App, NotebookView, Theme } from "../../app/app.ts";
import { cellChoices } from "../../app/cell-choices.ts";
import { cellTitle } from "../../app/cell-title.ts";
import { keysOf, type KeyVerb } from "../../app/keys.ts";
import { outlineLines, outlineOfView } from "../../app/outline.ts";
import type { PaletteEntry } from "../../app/palette.ts";
import { templates } from "../../app/templates/templates.ts";
import { m, type Locale } from "../../messages/messages.ts";
import { isMac } from "../machine.ts";
import { saveNotebook } from "../notebook/save-notebook.ts";
import type { Workplace } from "../notebook/workplace.svelte.ts";

/** An entry with what it does. */
export interface Command extends PaletteEntry {
  /** A second, quieter text: a kind, keys, a reason. */
  readonly end?: string | undefined;
  run(): void;
}

/** What the entries are made of. */
export interface Scene {
  readonly app: App;
  readonly view: NotebookView;
  readonly workplace: Workplace;
  /** Opens the window in which files are chosen. */
  chooseFiles(): void;
}

const command = (id: string, title: string, run: () => void, more: Partial<Command> = {}): Command => ({
  id,
  group: "run",
  title,
  run,
  ...more,
});

/** Headings and cells of the notebook. */
export function placeCommands({ app, view, workplace }: Scene): readonly Command[] {
  const kinds = new Map(view.document.cells.map((cell) => [cell.id, cell]));
  return outlineLines(outlineOfView(view, app.analyses, app.messages)).map(({ entry }) => {
    const cell = kinds.get(entry.cell)!;
    const isHeading = entry.heading !== null;
    const analysis = app.analyses.find(({ id }) => cell.kind === "analysis" && id === cell.analysis);
    return command(`place ${entry.key}`, entry.title, () => workplace.goTo(entry), {
      group: "notebook",
      words: [cell.name, analysis?.id, isHeading ? "" : cellTitle(cell, app.analyses, app.messages)].join(
        " ",
      ),
      end: isHeading ? m.palette_heading({}, app.messages) : (cell.name ?? m.palette_cell({}, app.messages)),
    });
  });
}

/** Everything that can be added, below the cell that one is at. */
export function addCommands({ app, view, workplace }: Scene): readonly Command[] {
  const index = workplace.placeBelow;
  return cellChoices(app.analyses, view.facts, app.messages).map((choice) =>
    command(
      `add ${choice.id}`,
      m.palette_add({ what: choice.title }, app.messages),
      () => workplace.add(choice.cell(view.document, index), index),
      { words: choice.id, disabled: choice.disabled, end: choice.disabled ? choice.note : undefined },
    ),
  );
}

function cellCommands({ app, view, workplace }: Scene): readonly Command[] {
  const { here } = workplace;
  const cell = view.document.cells.find(({ id }) => id === here);
  if (!cell || here === null) return [];
  const title = cellTitle(cell, app.analyses, app.messages);
  const of = (id: string, verb: string, keys: KeyVerb, run: () => void) =>
    command(id, m.notebook_verb_of({ verb, title }, app.messages), run, { end: keysOf(keys, isMac) });
  return [
    of("run here", m.notebook_cell_run({}, app.messages), "run", () => view.run(here)),
    of("rename here", m.shell_rename({}, app.messages), "rename", () => workplace.rename(here)),
    of(
      "collapse here",
      cell.collapsed ? m.shell_expand({}, app.messages) : m.shell_collapse({}, app.messages),
      "collapse",
      () => void workplace.toggle(here),
    ),
    of("up here", m.notebook_cell_up({}, app.messages), "up", () => workplace.move(here, -1, app.messages)),
    of("down here", m.notebook_cell_down({}, app.messages), "down", () =>
      workplace.move(here, 1, app.messages),
    ),
    of("duplicate here", m.notebook_cell_duplicate({}, app.messages), "duplicate", () =>
      workplace.duplicate(here),
    ),
    of("delete here", m.notebook_cell_delete({}, app.messages), "delete", () => void workplace.remove(here)),
  ];
}

function screenCommands({ app, view, workplace, chooseFiles }: Scene): readonly Command[] {
  const computed = view.document.cells.filter(({ kind }) => kind !== "text" && kind !== "input");
  return [
    command("run all", m.palette_run_all({}, app.messages), () => computed.forEach(({ id }) => view.run(id))),
    command("stop all", m.palette_stop_all({}, app.messages), () =>
      computed.forEach(({ id }) => view.stop(id)),
    ),
    command("undo", m.notebook_undo({}, app.messages), () => view.undo(), {
      disabled: !view.canUndo,
      end: keysOf("undo", isMac),
    }),
    command("redo", m.notebook_redo({}, app.messages), () => view.redo(), {
      disabled: !view.canRedo,
      end: keysOf("redo", isMac),
    }),
    command("present", m.shell_present({}, app.messages), () => workplace.present(true)),
    command("print", m.palette_print({}, app.messages), () => print()),
    command("save file", m.notebook_download({}, app.messages), () => saveNotebook(view), {
      words: ".regulars.json",
    }),
    command("import", m.palette_import({}, app.messages), chooseFiles),
    command("review", m.palette_review({}, app.messages), () => void app.reviewData()),
    command("stored", m.shell_stored_title({}, app.messages), () => (workplace.storedOpen = true)),
    command("keys", m.shell_keys({}, app.messages), () => (workplace.helping = true), {
      end: keysOf("help", isMac),
    }),
    command("home", m.palette_home({}, app.messages), () => app.goHome()),
  ];
}

/** Theme and language, in their own words so that they are found from another. */
function settingCommands({ app }: Scene): readonly Command[] {
  const themes: Readonly<Record<Theme, string>> = {
    system: m.shell_theme_system({}, app.messages),
    light: m.shell_theme_light({}, app.messages),
    dark: m.shell_theme_dark({}, app.messages),
    contrast: m.shell_theme_contrast({}, app.messages),
    "contrast-dark": m.shell_theme_contrast_dark({}, app.messages),
  };
  const languages: Readonly<Record<Locale, string>> = { en: "English", "zh-Hans": "简体中文" };
  return [
    ...(Object.keys(themes) as Theme[]).map((theme) =>
      command(`theme ${theme}`, m.palette_theme({ theme: themes[theme] }, app.messages), () =>
        app.setTheme(theme),
      ),
    ),
    ...(Object.keys(languages) as Locale[]).map((locale) =>
      command(`language ${locale}`, m.palette_language({ language: languages[locale] }, app.messages), () =>
        app.setLocale(locale),
      ),
    ),
  ];
}

function openCommands({ app, view }: Scene): readonly Command[] {
  return [
    ...app.library
      .filter(({ id }) => id !== view.document.id)
      .map(({ id, title, dataLabel }) =>
        command(
          `open ${id}`,
          title.trim() || m.notebook_untitled({}, app.messages),
          () => void app.openNotebook(id),
          { group: "open", words: dataLabel, end: dataLabel },
        ),
      ),
    ...templates.map((template) =>
      command(
        `template ${template.id}`,
        m.palette_template({ template: template.title(app.messages) }, app.messages),
        () => app.newNotebook(template.id),
        { group: "open", words: template.id },
      ),
    ),
  ];
}

/** Everything that the palette can run and open, and every place of the notebook. */
export function allCommands(scene: Scene): readonly Command[] {
  return [
    ...placeCommands(scene),
    ...addCommands(scene),
    ...screenCommands(scene),
    ...cellCommands(scene),
    ...settingCommands(scene),
    ...openCommands(scene),
  ];
}
