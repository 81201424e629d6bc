import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSignalEffect, type ReadonlySignal } from '@preact/signals';
import type { DigitBlocks } from './blocks.ts';
import { describePlace, type AllLabels, type Collection } from './collection.ts';
import { inkPalette, stampDigit, stampSquare, word, type Sheet } from './compose.ts';
import { gridLayout, moveByKey, positionAt, scrollFor, visibleRange, type GridLayout } from './grid.ts';
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
  const viewport = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const layout = useMemo(() => gridLayout(chosen.length, size.width, SMALLEST_CELL), [chosen, size.width]);
  const scene = useRef({ chosen, layout, size });
  scene.current = { chosen, layout, size };

  const frame = useRef(0);
  const draw = (): void => {
    frame.current = 0;
    const { current: view } = viewport;
    if (view && canvas.current) drawGrid(canvas.current, view.scrollTop, scene.current, all, blocks);
  };
  const redraw = (): void => {
    frame.current ||= requestAnimationFrame(draw);
  };

  useEffect(() => {
    const view = viewport.current;
    if (!view) return;
    const observer = new ResizeObserver(() => setSize({ width: view.clientWidth, height: view.clientHeight }));
    observer.observe(view);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, []);
  useEffect(redraw, [chosen, layout, size]);
  useSignalEffect(() => {
    void arrivals.value;
    void pictureColours().value;
    redraw();
  });
  // The digit in hand stays in view, also when the filter or the width changes.
  useEffect(() => {
    const view = viewport.current;
    if (view && size.height > 0) view.scrollTop = scrollFor(layout, position, view.scrollTop, size.height);
  }, [position, layout, size.height]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      return onOpen();
    }
    const page = Math.max(1, Math.floor(size.height / layout.cell) - 1);
    const next = moveByKey(event.key, event.ctrlKey || event.metaKey, position, layout, page);
    if (next === null) return;
    event.preventDefault();
    onMove(next);
  };
  const onClick = (event: MouseEvent): void => {
    const view = viewport.current;
    if (!view) return;
    const box = view.getBoundingClientRect();
    const hit = positionAt(
      layout,
      event.clientX - box.left - view.clientLeft,
      event.clientY - box.top - view.clientTop + view.scrollTop,
    );
    if (hit !== null) onMove(hit);
  };

  const number = chosen[position];
  const row = Math.floor(position / layout.columns);
  const column = position % layout.columns;
  return (
    <div
      ref={viewport}
      class="digit-viewport"
      role="grid"
      tabIndex={0}
      aria-label={`${chosen.length.toLocaleString('en-US')} ${all.dataSet.called.many}. Arrow keys move, Enter looks closely.`}
      aria-rowcount={layout.rows}
      aria-colcount={layout.columns}
      aria-activedescendant={number === undefined ? undefined : `${id}-digit-${number}`}
      onScroll={redraw}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div
        class="digit-extent"
        role="presentation"
        style={{ height: `${Math.max(layout.rows * layout.cell, size.height)}px` }}
      >
        <canvas ref={canvas} class="digit-sheet" aria-hidden="true" style={{ height: `${size.height}px` }} />
        {number !== undefined && (
          <div role="row" aria-rowindex={row + 1}>
            <div
              key={number}
              id={`${id}-digit-${number}`}
              role="gridcell"
              aria-selected="true"
              aria-colindex={column + 1}
              aria-label={sayDigit(all, number, labels)}
              class="digit-cursor"
              style={{
                top: `${row * layout.cell}px`,
                left: `${column * layout.cell}px`,
                width: `${layout.cell}px`,
                height: `${layout.cell}px`,
              }}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function sayDigit(all: Collection, number: number, labels: AllLabels | null): string {
  const place = describePlace(all.placeOf(number));
  return labels ? `${all.nameOf(labels, number)}, ${place}` : place;
}

interface Scene {
  readonly chosen: Uint32Array;
  readonly layout: GridLayout;
  readonly size: { readonly width: number; readonly height: number };
}

/** Draws the rows in view, in device pixels, and asks for the images that are missing. */
function drawGrid(
  canvas: HTMLCanvasElement,
  top: number,
  { chosen, layout, size }: Scene,
  all: Collection,
  blocks: DigitBlocks,
): void {
  const { side } = all.dataSet;
  const ratio = devicePixelRatio || 1;
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const { ink, rule } = pictureColours().value;
  const image = context.createImageData(width, height);
  const sheet: Sheet = { words: new Uint32Array(image.data.buffer), width, height };
  const palette = inkPalette(ink);
  const waiting = word(rule, 110);
  const scale = Math.max(1, Math.round(ratio));
  const margin = (layout.cell * ratio - side * scale) / 2;
  const { from, to } = visibleRange(layout, top, size.height);
  for (let position = from; position < to; position++) {
    const { set, index } = all.placeOf(chosen[position]!);
    const left = Math.round((position % layout.columns) * layout.cell * ratio + margin);
    const upper = Math.round((Math.floor(position / layout.columns) * layout.cell - top) * ratio + margin);
    const pixels = blocks.get(set, index);
    if (pixels) stampDigit(sheet, pixels, left, upper, scale, palette);
    else stampSquare(sheet, left, upper, side * scale, waiting);
  }
  context.putImageData(image, 0, 0);
  // What is in view comes first, then a window's height after it.
  const ahead = Math.min(layout.count, to + (to - from));
  blocks.want(Array.from(chosen.subarray(from, ahead), (number) => all.placeOf(number)));
}
