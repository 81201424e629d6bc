import type { Sheet } from '../digits/compose.ts';
import { ScrollGrid, type View } from '../digits/ScrollGrid.tsx';
import { pictureColours, type PictureColours } from '../digits/theme.ts';
import '../digits/digits.css';

/** What stands under a tile. A mark is drawn before the text, so that colour is not the only sign. */
export interface Caption {
  readonly text: string;
  readonly bad?: boolean;
}

export interface TileGridProps {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly count: number;
  /** Side of one tile in picture pixels: 28 for a digit. */
  readonly side: number;
  /** CSS pixels of one picture pixel. */
  readonly zoom?: number;
  readonly position: number;
  readonly onMove: (position: number) => void;
  /** Enter, or a second press: the reader wants to look closely. */
  readonly onOpen?: () => void;
  /** Draws tile `position` with its upper left corner at (left, top), each of its pixels `scale` x `scale` large. */
  readonly stamp: (
    sheet: Sheet,
    position: number,
    left: number,
    top: number,
    scale: number,
    colours: PictureColours,
  ) => void;
  readonly caption?: (position: number) => Caption;
  /** The tile in words. */
  readonly say: (position: number) => string;
  /** The whole in words. */
  readonly label: string;
  /** CSS pixels for the caption. */
  readonly captionHeight?: number;
  /** Least width of a cell in CSS pixels. */
  readonly smallest?: number;
}

const GAP = 8;

/** Many small pictures in a scrolling window, of which only the rows in view are drawn, each with a caption. */
export function TileGrid(props: TileGridProps) {
  const { side, zoom = 1, captionHeight = 18, smallest = side * zoom + GAP, stamp, caption, onOpen } = props;
  const row = side * zoom + GAP + captionHeight;
  const placeOf = ({ layout, ratio, top }: View, position: number) => ({
    centre: ((position % layout.columns) + 0.5) * layout.cell * ratio,
    upper: (Math.floor(position / layout.columns) * row - top + GAP / 2) * ratio,
  });
  const draw = (view: View): void => {
    const colours = pictureColours().value;
    const scale = Math.max(1, Math.floor(zoom * view.ratio));
    const spare = (side * zoom * view.ratio - side * scale) / 2;
    for (let position = view.from; position < view.to; position++) {
      const { centre, upper } = placeOf(view, position);
      const left = Math.round(centre - (side * scale) / 2);
      stamp(view.sheet, position, left, Math.round(upper + spare), scale, colours);
    }
  };
  const write = (view: View): void => {
    if (!caption) return;
    const { canvas, pen, ratio, layout } = view;
    const style = getComputedStyle(canvas);
    pen.font = `${11.5 * ratio}px ${style.fontFamily}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (let position = view.from; position < view.to; position++) {
      const { centre, upper } = placeOf(view, position);
      const { text, bad = false } = caption(position);
      pen.fillStyle = style.getPropertyValue(bad ? '--bad' : '--ink-soft');
      pen.fillText(text, centre, upper + (side * zoom + captionHeight / 2) * ratio, layout.cell * ratio);
    }
  };
  const { id, count, position, onMove, say, label } = props;
  return (
    <ScrollGrid
      id={id}
      count={count}
      smallest={smallest}
      row={row}
      position={position}
      onMove={onMove}
      onOpen={onOpen}
      onDblClick={onOpen}
      say={say}
      label={label}
      look="tile-viewport"
      draw={draw}
      write={write}
    />
  );
}
