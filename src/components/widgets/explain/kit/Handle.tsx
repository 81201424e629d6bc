import { useRef } from 'preact/hooks';

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
  readonly class?: string;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** A point to drag with mouse or finger, or to move with the arrow keys; a slider by role. Its target is 44 pixels wide. */
export function Handle({ x, y, label, value, min, max, step, words, valueAt, onValue, class: name = '' }: HandleProps) {
  const element = useRef<SVGGElement>(null);
  const set = (next: number): void => onValue(Math.min(max, Math.max(min, next)));
  const drag = (event: PointerEvent): void => {
    const svg = element.current?.ownerSVGElement;
    const matrix = svg?.getScreenCTM();
    if (!svg || !matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    set(valueAt(point.x, point.y));
  };
  return (
    <g
      ref={element}
      class={`handle ${name}`}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={words}
      transform={`translate(${x}, ${y})`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
      onKeyDown={(event) => {
        const by = STEPS[event.key];
        if (by === undefined && event.key !== 'Home' && event.key !== 'End') return;
        event.preventDefault();
        set(by !== undefined ? value + by * step : event.key === 'Home' ? min : max);
      }}
    >
      <circle class="handle-target" r={22} />
      <circle class="handle-point" r={7} />
    </g>
  );
}
