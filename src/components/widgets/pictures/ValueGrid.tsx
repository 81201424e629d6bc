import { useEffect, useRef, useState } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { moveByKey } from '../digits/grid.ts';
import { pictureColours } from '../digits/theme.ts';
import { divergingPalette, stampValues } from './diverging.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Row by row; what is not a number leaves its place free. */
  readonly values: Float32Array;
  readonly columns: number;
  /** Where the scale of colours ends, on both sides of zero. */
  readonly end: number;
  /** What the whole is, for those who hear it. */
  readonly name: string;
  /** One value in words. */
  readonly say: (index: number) => string;
}

/** Numbers as coloured squares, zero in the middle of the scale; pointer and arrow keys read them, one at a time. */
export function ValueGrid({ id, values, columns, end, name, say }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [index, setIndex] = useState<number | null>(null);
  const rows = Math.ceil(values.length / columns);
  const shown = useRef({ values, columns, rows, end });
  shown.current = { values, columns, rows, end };
  const draw = (): void => {
    const { table } = pictureColours().value;
    const pen = canvas.current?.getContext('2d');
    const scene = shown.current;
    if (!pen || scene.values.length === 0) return;
    pen.canvas.width = scene.columns;
    pen.canvas.height = scene.rows;
    const image = pen.createImageData(scene.columns, scene.rows);
    const sheet = { words: new Uint32Array(image.data.buffer), width: scene.columns, height: scene.rows };
    stampValues(sheet, scene.values, scene.columns, scene.end, 0, 0, 1, divergingPalette(table));
    pen.putImageData(image, 0, 0);
  };
  useEffect(draw, [values, columns, end]);
  useSignalEffect(draw);

  const at = Math.min(index ?? 0, values.length - 1);
  const point = (event: PointerEvent): void => {
    const box = canvas.current!.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.max(0, Math.floor(((event.clientX - box.left) * columns) / box.width)));
    const row = Math.min(rows - 1, Math.max(0, Math.floor(((event.clientY - box.top) * rows) / box.height)));
    if (row * columns + column < values.length) setIndex(row * columns + column);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moveByKey(event.key, event.ctrlKey || event.metaKey, at, { count: values.length, columns }, 7);
    if (next === null) return;
    event.preventDefault();
    setIndex(next);
  };
  const place = {
    left: `${((at % columns) * 100) / columns}%`,
    top: `${(Math.floor(at / columns) * 100) / rows}%`,
    width: `${100 / columns}%`,
    height: `${100 / rows}%`,
  };
  return (
    <div class="value-grid">
      <div
        class="value-picture"
        role="grid"
        tabIndex={0}
        aria-label={`${name}. Arrow keys read the values.`}
        aria-rowcount={rows}
        aria-colcount={columns}
        aria-activedescendant={`${id}-${at}`}
        style={{ aspectRatio: `${columns} / ${rows}` }}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={onKeyDown}
        onFocus={() => setIndex(at)}
      >
        <canvas ref={canvas} class="canvas-pixel" aria-hidden="true" />
        <div role="row" aria-rowindex={Math.floor(at / columns) + 1}>
          <div
            key={at}
            id={`${id}-${at}`}
            role="gridcell"
            aria-colindex={(at % columns) + 1}
            aria-label={say(at)}
            class="value-cursor"
            hidden={index === null}
            style={place}
          />
        </div>
      </div>
      <p class="status" aria-hidden="true">
        {index === null ? 'Point at it, or use the arrow keys.' : say(at)}
      </p>
    </div>
  );
}
