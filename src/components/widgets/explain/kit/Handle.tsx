import { useDrag } from './drag.ts';

interface HandleProps {
  /** Where it stands, in the pixels of its `svg`. */
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What an arrow key moves it by; Page Up and Page Down ten times that. */
  readonly step: number;
  /** The value in words. */
  readonly words: string;
  /** From a place in the pixels of the `svg` to a value; it is kept within min and max here. */
  readonly valueAt: (x: number, y: number) => number;
  readonly onValue: (value: number) => void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** What a finger finds, 44 pixels wide, and the point that is seen. */
export const HandlePoint = () => (
  <>
    <circle class="handle-target" r={22} />
    <circle class="handle-point" r={7} />
  </>
);

/** A point to drag along a line, or to move with the arrow keys: a slider by role. */
export function Handle({ x, y, label, value, min, max, step, words, valueAt, onValue }: HandleProps) {
  const set = (next: number): void => onValue(Math.min(max, Math.max(min, next)));
  const drag = useDrag((px, py) => set(valueAt(px, py)));
  return (
    <g
      {...drag}
      class="handle"
      role="slider"
      tabindex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={words}
      transform={`translate(${x}, ${y})`}
      onKeyDown={(event) => {
        const by = STEPS[event.key];
        if (by === undefined && event.key !== 'Home' && event.key !== 'End') return;
        event.preventDefault();
        set(by !== undefined ? value + by * step : event.key === 'Home' ? min : max);
      }}
    >
      <HandlePoint />
    </g>
  );
}
