/** Where the cells of a long grid stand when only the visible rows exist. Sizes are in CSS pixels. */
export interface GridLayout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  /** Side of one square cell. */
  readonly cell: number;
  /** Height of one row, where there is something under the squares; the side of a cell unless given. */
  readonly row?: number;
}

/** Height of one row in CSS pixels. */
export const rowHeight = ({ cell, row = cell }: GridLayout): number => row;

/** As many columns of at least `smallest` pixels as fit into `width`, at least one; the cells share the width. */
export function gridLayout(count: number, width: number, smallest: number): GridLayout {
  const columns = Math.max(1, Math.floor(width / smallest));
  return { count, columns, rows: Math.ceil(count / columns), cell: columns === 1 ? smallest : width / columns };
}

/** Positions `from` to `to` (exclusive) that show in a window of `height` scrolled to `top`. */
export function visibleRange(
  layout: GridLayout,
  top: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const firstRow = Math.max(0, Math.floor(top / rowHeight(layout)));
  const endRow = Math.min(layout.rows, Math.ceil((top + height) / rowHeight(layout)));
  return {
    from: Math.min(layout.count, firstRow * layout.columns),
    to: Math.min(layout.count, endRow * layout.columns),
  };
}

/** The cell under a point of the whole grid, or null beside and below the cells. */
export function positionAt(layout: GridLayout, x: number, y: number): number | null {
  const column = Math.floor(x / layout.cell);
  const row = Math.floor(y / rowHeight(layout));
  if (column < 0 || column >= layout.columns || row < 0) return null;
  const position = row * layout.columns + column;
  return position < layout.count ? position : null;
}

/** Scroll position that brings a cell into the window with the least movement. */
export function scrollFor(layout: GridLayout, position: number, top: number, height: number): number {
  const row = Math.floor(position / layout.columns);
  const start = row * rowHeight(layout);
  const end = start + rowHeight(layout);
  if (start < top) return start;
  if (end > top + height) return end - height;
  return top;
}

/**
 * Where a key leads from `position` in a grid of `columns`, or null if the key is none of ours.
 * Arrows move by one and stop at the ends; Home and End go to the ends of the row, with Ctrl (or Cmd)
 * to those of the grid; Page Up and Page Down move by `pageRows` rows.
 */
export function moveByKey(
  key: string,
  withControl: boolean,
  position: number,
  grid: { readonly count: number; readonly columns: number },
  pageRows: number,
): number | null {
  const { count, columns } = grid;
  if (count === 0) return null;
  const rowStart = position - (position % columns);
  const last = count - 1;
  /** Moves by rows, and stays in the column where the last row is short. */
  const byRows = (rows: number): number => {
    const column = position % columns;
    const lastRow = Math.floor((last - column) / columns);
    const row = Math.min(Math.max(0, Math.floor(position / columns) + rows), Math.max(0, lastRow));
    return row * columns + column;
  };
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, position + 1);
    case 'ArrowLeft':
      return Math.max(0, position - 1);
    case 'ArrowDown':
      return byRows(1);
    case 'ArrowUp':
      return byRows(-1);
    case 'PageDown':
      return byRows(pageRows);
    case 'PageUp':
      return byRows(-pageRows);
    case 'Home':
      return withControl ? 0 : rowStart;
    case 'End':
      return withControl ? last : Math.min(last, rowStart + columns - 1);
    default:
      return null;
  }
}
