import { effect, type ReadonlySignal } from '@preact/signals';
import { pictureWords } from './alternative.ts';
import { columnOf, paintColumn } from './paint.ts';
import { onThemeChange, themeTable } from './palette.ts';

/** Least time between two paintings while weights keep changing; the second is for readers who want little motion. */
const PAINT_EVERY = 100; // ms
const PAINT_EVERY_CALM = 1000; // ms
/** Least time between two renewals of the words. */
const SAY_EVERY = 10_000; // ms

export interface Pictures {
  readonly weights: ReadonlySignal<Float32Array | null>;
  /** What they lead to, one after the other. */
  readonly classes: readonly string[];
  /** Where each picture's scale ends. */
  readonly ends: ReadonlySignal<readonly number[]>;
  /** True while the weights keep changing. */
  readonly live: ReadonlySignal<boolean>;
}

/** Keeps the canvases, one for each output, painted and told in words as the weights change. */
export function paintPictures(
  canvases: readonly HTMLCanvasElement[],
  { weights, classes, ends, live }: Pictures,
): () => void {
  const side = canvases[0]!.width;
  const pens = canvases.map((canvas) => canvas.getContext('2d'));
  const picture = new ImageData(side, side);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let table = themeTable();
  let timer: number | undefined;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let saidAt = Number.NEGATIVE_INFINITY;

  const paint = (): void => {
    timer = undefined;
    paintedAt = performance.now();
    const values = weights.peek();
    pens.forEach((pen, j) => {
      if (!values) {
        pen?.clearRect(0, 0, side, side); // the picture made at build shows through
        return;
      }
      paintColumn(values, j, ends.peek()[j]!, table, picture.data);
      pen?.putImageData(picture, 0, 0);
    });
    if (!values || (live.peek() && paintedAt - saidAt < SAY_EVERY)) return;
    saidAt = paintedAt;
    canvases.forEach((canvas, j) =>
      canvas.setAttribute(
        'aria-label',
        `weights of output ${classes[j]}: ${pictureWords(columnOf(values, j, classes.length), side)}`,
      ),
    );
  };
  const schedule = (): void => {
    if (timer !== undefined) return;
    const every = live.peek() ? (calm.matches ? PAINT_EVERY_CALM : PAINT_EVERY) : 0;
    timer = window.setTimeout(() => requestAnimationFrame(paint), Math.max(0, paintedAt + every - performance.now()));
  };
  const stop = effect(() => {
    void [weights.value, ends.value, live.value];
    schedule();
  });
  const forget = onThemeChange(() => {
    table = themeTable();
    schedule();
  });
  return () => {
    stop();
    forget();
    clearTimeout(timer);
  };
}
