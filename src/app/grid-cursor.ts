/** The cursor of a table: the cell that the keys move and copy. */

/** A cell; row −1 is the head. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** What the keys move in. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are seen at once. */
  readonly page: number;
}

/** What was pressed. `command` is Ctrl or ⌘. */
export interface GridKey {
  readonly key: string;
  readonly command: boolean;
}

/** Cells between two corners, both inclusive. */
export interface GridRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The cell to which a key goes from `cell`, held inside the table; null for a key that moves nothing. */
export function movedCursor(cell: GridCell, { key, command }: GridKey, size: GridSize): GridCell | null {
  const { rows, columns, page } = size;
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  const { row, column } = cell;
  const moves: Readonly<Record<string, GridCell>> = {
    ArrowUp: { row: command ? Math.min(row, 0) : row - 1, column },
    ArrowDown: { row: command ? lastRow : row + 1, column },
    ArrowLeft: { row, column: command ? 0 : column - 1 },
    ArrowRight: { row, column: command ? lastColumn : column + 1 },
    PageUp: { row: Math.max(row - page, Math.min(row, 0)), column },
    PageDown: { row: row + page, column },
    Home: command ? { row: 0, column: 0 } : { row, column: 0 },
    End: command ? { row: lastRow, column: lastColumn } : { row, column: lastColumn },
  };
  if (!Object.hasOwn(moves, key)) return null;
  const to = moves[key]!;
  return {
    row: Math.min(Math.max(to.row, -1), lastRow),
    column: Math.min(Math.max(to.column, 0), Math.max(0, lastColumn)),
  };
}

/** The cells between two corners; the head is left out. */
export function rangeOf(a: GridCell, b: GridCell): GridRange {
  return {
    firstRow: Math.max(0, Math.min(a.row, b.row)),
    lastRow: Math.max(a.row, b.row),
    firstColumn: Math.min(a.column, b.column),
    lastColumn: Math.max(a.column, b.column),
  };
}

/** True where the cell is in the range. */
export function isInRange(range: GridRange, row: number, column: number): boolean {
  return (
    row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn
  );
}
