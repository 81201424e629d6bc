import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import type { Sheet } from '../digits/compose.ts';
import { gridLayout, moveByKey, positionAt, scrollFor, visibleRange, type GridLayout } from '../digits/grid.ts';
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
  const {
    id,
    count,
    side,
    zoom = 1,
    position,
    onMove,
    onOpen,
    say,
    label,
    captionHeight = 18,
    smallest = side * zoom + GAP,
  } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const layout = useMemo((): GridLayout => {
    const grid = gridLayout(count, size.width, smallest);
    return { ...grid, row: side * zoom + GAP + captionHeight };
  }, [count, size.width, smallest, side, zoom, captionHeight]);
  const scene = useRef({ props, layout, size });
  scene.current = { props, layout, size };

  const frame = useRef(0);
  const redraw = (): void => {
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      if (viewport.current && canvas.current) drawTiles(canvas.current, viewport.current.scrollTop, scene.current);
    });
  };
  useEffect(() => {
    const view = viewport.current!;
    const observer = new ResizeObserver(() => setSize({ width: view.clientWidth, height: view.clientHeight }));
    observer.observe(view);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, []);
  useEffect(redraw);
  useSignalEffect(() => {
    void pictureColours().value;
    redraw();
  });
  useEffect(() => {
    const view = viewport.current;
    if (view && size.height > 0) view.scrollTop = scrollFor(layout, position, view.scrollTop, size.height);
  }, [position, layout, size.height]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && onOpen) {
      event.preventDefault();
      return onOpen();
    }
    const page = Math.max(1, Math.floor(size.height / layout.row!) - 1);
    const next = moveByKey(event.key, event.ctrlKey || event.metaKey, position, layout, page);
    if (next === null) return;
    event.preventDefault();
    onMove(next);
  };
  const onClick = (event: MouseEvent): void => {
    const view = viewport.current!;
    const box = view.getBoundingClientRect();
    const hit = positionAt(
      layout,
      event.clientX - box.left - view.clientLeft,
      event.clientY - box.top - view.clientTop + view.scrollTop,
    );
    if (hit !== null) onMove(hit);
  };

  const row = Math.floor(position / layout.columns);
  const column = position % layout.columns;
  const rows = layout.rows * layout.row!;
  return (
    <div
      ref={viewport}
      class="digit-viewport tile-viewport"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={layout.rows}
      aria-colcount={layout.columns}
      aria-activedescendant={position < count ? `${id}-tile-${position}` : undefined}
      style={{ '--rows-height': `${rows + 2}px` }}
      onScroll={redraw}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDblClick={onOpen}
    >
      <div class="digit-extent" role="presentation" style={{ height: `${Math.max(rows, size.height)}px` }}>
        <canvas ref={canvas} class="digit-sheet" aria-hidden="true" style={{ height: `${size.height}px` }} />
        {position < count && (
          <div role="row" aria-rowindex={row + 1}>
            <div
              key={position}
              id={`${id}-tile-${position}`}
              role="gridcell"
              aria-selected="true"
              aria-colindex={column + 1}
              aria-label={say(position)}
              class="digit-cursor"
              style={{
                top: `${row * layout.row!}px`,
                left: `${column * layout.cell}px`,
                width: `${layout.cell}px`,
                height: `${layout.row!}px`,
              }}
            />
          </div>
        )}
      </div>
    </div>
  );
}

interface Scene {
  readonly props: TileGridProps;
  readonly layout: GridLayout;
  readonly size: { readonly width: number; readonly height: number };
}

/** Draws the rows in view in device pixels: all tiles in one image, then the captions over it. */
function drawTiles(canvas: HTMLCanvasElement, top: number, { props, layout, size }: Scene): void {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  const pen = canvas.getContext('2d');
  if (!pen || width === 0 || height === 0) return;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const { side, zoom = 1, captionHeight = 18 } = props;
  const colours = pictureColours().value;
  const image = pen.createImageData(width, height);
  const sheet: Sheet = { words: new Uint32Array(image.data.buffer), width, height };
  const scale = Math.max(1, Math.floor(zoom * ratio));
  const { from, to } = visibleRange(layout, top, size.height);
  const placeOf = (position: number): { readonly centre: number; readonly upper: number } => ({
    centre: ((position % layout.columns) + 0.5) * layout.cell * ratio,
    upper: (Math.floor(position / layout.columns) * layout.row! - top + GAP / 2) * ratio,
  });
  const spare = (side * zoom * ratio - side * scale) / 2;
  for (let position = from; position < to; position++) {
    const { centre, upper } = placeOf(position);
    props.stamp(sheet, position, Math.round(centre - (side * scale) / 2), Math.round(upper + spare), scale, colours);
  }
  pen.putImageData(image, 0, 0);
  if (!props.caption) return;
  const style = getComputedStyle(canvas);
  pen.font = `${11.5 * ratio}px ${style.fontFamily}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (let position = from; position < to; position++) {
    const { centre, upper } = placeOf(position);
    const { text, bad = false } = props.caption(position);
    pen.fillStyle = style.getPropertyValue(bad ? '--bad' : '--ink-soft');
    pen.fillText(text, centre, upper + (side * zoom + captionHeight / 2) * ratio, layout.cell * ratio);
  }
}
