import type { ReadonlySignal } from '@preact/signals';
import type { DigitBlocks } from './blocks.ts';
import { describePlace, type AllLabels, type Collection } from './collection.ts';
import { inkPalette, stampDigit, stampSquare, word } from './compose.ts';
import { ScrollGrid, type View } from './ScrollGrid.tsx';
import { pictureColours } from './theme.ts';

const SMALLEST_CELL = 36;

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly all: Collection;
  /** Numbers of the images to show, see collection.ts. */
  readonly chosen: Uint32Array;
  readonly labels: AllLabels | null;
  readonly blocks: DigitBlocks;
  /** Changes when a block of images has arrived. */
  readonly arrivals: ReadonlySignal<number>;
  readonly position: number;
  readonly onMove: (position: number) => void;
  /** Enter: the reader wants to look at the digit closely. */
  readonly onOpen: () => void;
}

/** Thousands of images at their own size, one after the other. Only the rows in view are drawn. */
export function DigitGrid({ id, all, chosen, labels, blocks, arrivals, position, onMove, onOpen }: Props) {
  const { side, called } = all.dataSet;
  /** Draws the images that are here, and asks for those that are missing. */
  const draw = ({ sheet, layout, ratio, top, from, to }: View): void => {
    const { ink, rule } = pictureColours().value;
    const palette = inkPalette(ink);
    const waiting = word(rule, 110);
    const scale = Math.max(1, Math.round(ratio));
    const margin = (layout.cell * ratio - side * scale) / 2;
    for (let at = from; at < to; at++) {
      const { set, index } = all.placeOf(chosen[at]!);
      const left = Math.round((at % layout.columns) * layout.cell * ratio + margin);
      const upper = Math.round((Math.floor(at / layout.columns) * layout.cell - top) * ratio + margin);
      const pixels = blocks.get(set, index);
      if (pixels) stampDigit(sheet, pixels, left, upper, scale, palette);
      else stampSquare(sheet, left, upper, side * scale, waiting);
    }
    // What is in view comes first, then a window's height after it.
    const ahead = Math.min(layout.count, to + (to - from));
    blocks.want(Array.from(chosen.subarray(from, ahead), (number) => all.placeOf(number)));
  };
  return (
    <ScrollGrid
      id={id}
      count={chosen.length}
      smallest={SMALLEST_CELL}
      position={position}
      onMove={onMove}
      onOpen={onOpen}
      numberAt={(at) => chosen[at]}
      say={(at) => sayDigit(all, chosen[at]!, labels)}
      label={`${chosen.length.toLocaleString('en-US')} ${called.many}. Arrow keys move, Enter looks closely.`}
      draw={draw}
      changes={arrivals}
    />
  );
}

function sayDigit(all: Collection, number: number, labels: AllLabels | null): string {
  const place = describePlace(all.placeOf(number));
  return labels ? `${all.nameOf(labels, number)}, ${place}` : place;
}
