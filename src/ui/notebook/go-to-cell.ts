/** Goes to another cell of the page. */

/** Brings the cell into view and puts the focus on its title; nothing happens where it is not on the page. */
export function goToCell(id: string): void {
  const cell = document.getElementById(`cell-${id}`);
  cell?.scrollIntoView({ block: "nearest" });
  document.getElementById(`cell-${id}-title`)?.focus();
}
