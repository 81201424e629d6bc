import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { gridLayout, moveByKey, positionAt, rowHeight, scrollFor, visibleRange, type GridLayout } from './grid.ts';
import type { Sheet } from './compose.ts';
import { pictureColours } from './theme.ts';

/** The cells in view, to be drawn in device pixels. */
export interface View {
  readonly canvas: HTMLCanvasElement;
  readonly pen: CanvasRenderingContext2D;
  readonly sheet: Sheet;
  readonly layout: GridLayout;
  /** Device pixels of one CSS pixel. */
  readonly ratio: number;
  /** CSS pixels of the grid above the window. */
  readonly top: number;
  /** Positions, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

interface ScrollGridProps {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly count: number;
  /** Least width of a cell in CSS pixels. */
  readonly smallest: number;
  /** Height of a row in CSS pixels; the width of a cell unless given. */
  readonly row?: number;
  readonly position: number;
  readonly onMove: (position: number) => void;
  /** Enter: the reader wants to look closely. */
  readonly onOpen?: (() => void) | undefined;
  readonly onDblClick?: (() => void) | undefined;
  /** What stands at a position, where that changes: its place among all. */
  readonly numberAt?: (position: number) => number | undefined;
  /** What stands at a position, in words. */
  readonly say: (position: number) => string;
  /** The whole in words. */
  readonly label: string;
  readonly look?: string;
  /** Draws on the sheet. */
  readonly draw: (view: View) => void;
  /** Writes over what was drawn. */
  readonly write?: (view: View) => void;
  /** It is drawn anew when this changes, and when the colours do. */
  readonly changes?: ReadonlySignal<unknown>;
}

/** Many small pictures in a scrolling window, of which only the rows in view are drawn, and one is in hand. */
export function ScrollGrid(props: ScrollGridProps) {
  const { id, count, smallest, row: high, position, onMove, onOpen, onDblClick, changes } = props;
  const { numberAt = (at) => (at < count ? at : undefined), say, label, look = '' } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const layout = useMemo((): GridLayout => {
    const grid = gridLayout(count, size.width, smallest);
    return high === undefined ? grid : { ...grid, row: high };
  }, [count, size.width, smallest, high]);
  const scene = useRef({ props, layout, size });
  scene.current = { props, layout, size };

  const frame = useRef(0);
  const redraw = (): void => {
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      if (viewport.current && canvas.current) drawView(canvas.current, viewport.current.scrollTop, scene.current);
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
    void changes?.value;
    void pictureColours().value;
    redraw();
  });
  // What is in hand stays in view, also when the choice or the width changes.
  useEffect(() => {
    const view = viewport.current;
    if (view && size.height > 0) view.scrollTop = scrollFor(layout, position, view.scrollTop, size.height);
  }, [position, layout, size.height]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && onOpen) {
      event.preventDefault();
      return onOpen();
    }
    const page = Math.max(1, Math.floor(size.height / rowHeight(layout)) - 1);
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

  const number = numberAt(position);
  const row = Math.floor(position / layout.columns);
  const column = position % layout.columns;
  const rows = layout.rows * rowHeight(layout);
  return (
    <div
      ref={viewport}
      class={`digit-viewport ${look}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={layout.rows}
      aria-colcount={layout.columns}
      aria-activedescendant={number === undefined ? undefined : `${id}-cell-${number}`}
      style={{ '--rows-height': `${rows + 2}px` }}
      onScroll={redraw}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDblClick={onDblClick}
    >
      <div class="digit-extent" role="presentation" style={{ height: `${Math.max(rows, size.height)}px` }}>
        <canvas ref={canvas} class="digit-sheet" aria-hidden="true" style={{ height: `${size.height}px` }} />
        {number !== undefined && (
          <div role="row" aria-rowindex={row + 1}>
            <div
              key={number}
              id={`${id}-cell-${number}`}
              role="gridcell"
              aria-selected="true"
              aria-colindex={column + 1}
              aria-label={say(position)}
              class="digit-cursor"
              style={{
                top: `${row * rowHeight(layout)}px`,
                left: `${column * layout.cell}px`,
                width: `${layout.cell}px`,
                height: `${rowHeight(layout)}px`,
              }}
            />
          </div>
        )}
      </div>
    </div>
  );
}

interface Scene {
  readonly props: ScrollGridProps;
  readonly layout: GridLayout;
  readonly size: { readonly width: number; readonly height: number };
}

/** Draws the rows in view, in device pixels: all cells in one image, then what is written over it. */
function drawView(canvas: HTMLCanvasElement, top: number, { props, layout, size }: Scene): void {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  const pen = canvas.getContext('2d');
  if (!pen || width === 0 || height === 0) return;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = pen.createImageData(width, height);
  const sheet: Sheet = { words: new Uint32Array(image.data.buffer), width, height };
  const view = { canvas, pen, sheet, layout, ratio, top, ...visibleRange(layout, top, size.height) };
  props.draw(view);
  pen.putImageData(image, 0, 0);
  props.write?.(view);
}
