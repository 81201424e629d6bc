import { effect, useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DataSet } from '../../../lib/data/data-set.ts';
import { signed } from '../../words/format.ts';
import { columnOf } from './paint.ts';
import { digitsFor, rungAbove, scaleEnd } from './scale.ts';

/** One scale for all pictures, the same five times finer, or for each picture its own. */
type Scale = 'all' | 'small' | 'own';

interface WeightGridProps {
  /** [pixels, outputs]; null while nothing is known, when the picture made at build shows through. */
  readonly weights: ReadonlySignal<Float32Array | null>;
  /** What is learned from: how large the pictures are, and what each stands for. */
  readonly dataSet: DataSet;
  /** Where the scale of the picture made at build ends. */
  readonly builtEnd: number;
  /** What the weights are, for those who hear it: `weights before training`. */
  readonly label: string;
  /** True while they keep changing: words are renewed only now and then. */
  readonly live: ReadonlySignal<boolean>;
  /** Leaves out the reading of single weights and the choice of scale. */
  readonly small?: boolean;
}

/** The columns of weights as pictures: orange above zero, blue below, one scale for all unless asked otherwise. */
export function WeightGrid({ weights, dataSet, builtEnd, label, live, small = false }: WeightGridProps) {
  const { side, classes } = dataSet;
  const inside = (value: number): number => Math.max(0, Math.min(side - 1, Math.round(value)));
  const grid = useRef<HTMLDivElement>(null);
  const row = useSignal(side >> 1);
  const column = useSignal(side >> 1);
  const pointing = useSignal(false);
  const scale = useSignal<Scale>('all');
  const largest = useComputed(() => (weights.value ? scaleEnd(weights.value) : builtEnd));
  const end = useComputed(() => (scale.value === 'small' ? rungAbove(largest.value / 5) : largest.value));
  const ends = useComputed(() => {
    const values = weights.value;
    return classes.map((_, j) =>
      values && scale.value === 'own' ? scaleEnd(columnOf(values, j, classes.length)) : end.value,
    );
  });

  useEffect(() => {
    let stopPainting: (() => void) | null = null;
    let gone = false;
    const stopWaiting = effect(() => {
      if (!weights.value || stopPainting) return;
      stopPainting = () => undefined; // on its way
      void import('./painter.ts').then(({ paintPictures }) => {
        if (!gone && grid.current)
          stopPainting = paintPictures([...grid.current.querySelectorAll('canvas')], { weights, classes, ends, live });
      });
    });
    return () => {
      gone = true;
      stopWaiting();
      stopPainting?.();
    };
  }, []);

  const point = (event: PointerEvent): void => {
    const target = event.target;
    if (small || !(target instanceof HTMLCanvasElement)) return;
    const box = target.getBoundingClientRect();
    row.value = inside(((event.clientY - box.top) / box.height) * side - 0.5);
    column.value = inside(((event.clientX - box.left) / box.width) * side - 0.5);
    pointing.value = true;
  };
  const pixel = useComputed(() => row.value * side + column.value);
  const input = (name: string, value: typeof row) => (
    <label class="weights-place">
      {name}
      <input
        type="number"
        min={0}
        max={side - 1}
        value={value.value}
        onFocus={() => (pointing.value = true)}
        onBlur={() => (pointing.value = false)}
        onInput={({ currentTarget }) => {
          if (currentTarget.value !== '') value.value = inside(Number(currentTarget.value));
        }}
      />
    </label>
  );
  const digits = digitsFor(end.value);
  const values = weights.value;
  const own = scale.value === 'own';
  const [low, high] = small
    ? ['against the digit', 'for it']
    : own
      ? ['lowest', 'highest']
      : [`−${end.value}`, `+${end.value}`];
  const legend = `Colours of the weights: from blue (${low}) over zero to orange (${high})${own ? ', each picture on its own scale' : ''}`;

  return (
    <div class={`weights${small ? ' weights-small' : ''}`} data-symbol="W" role="group" aria-label={label}>
      <div
        class="weights-grid"
        ref={grid}
        style={{ '--row': row.value, '--column': column.value, '--side': side, '--outputs': classes.length }}
        data-pointing={pointing.value ? '' : undefined}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => (pointing.value = false)}
      >
        {classes.map((name, j) => (
          <figure key={j} style={{ '--output': j }}>
            <span class="weights-frame">
              <canvas
                class="canvas-pixel"
                width={side}
                height={side}
                role="img"
                aria-label={`weights of output ${name}`}
              />
            </span>
            <figcaption>
              <span class="weights-digit">{name}</span>
              {!small && (
                <span class="weights-value">
                  {values ? signed(values[pixel.value * classes.length + j]!, digits) : ''}
                </span>
              )}
            </figcaption>
          </figure>
        ))}
      </div>
      <div class="weights-foot">
        <div class="weights-legend" role="img" aria-label={legend}>
          <span class="weights-bar" />
          <span class="weights-ends">
            <span>{low}</span>
            <span>0</span>
            <span>{high}</span>
          </span>
        </div>
        {!small && (
          <div class="weights-reading needs-js">
            <span>w at</span>
            {input('row', row)}
            {input('column', column)}
            <label class="weights-own">
              Scale
              <select
                value={scale.value}
                onChange={({ currentTarget }) => (scale.value = currentTarget.value as Scale)}
              >
                <option value="all">common</option>
                <option value="small">common, 5 times finer</option>
                <option value="own">each its own</option>
              </select>
            </label>
          </div>
        )}
      </div>
    </div>
  );
}
