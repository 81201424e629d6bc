import { useDrag } from './drag.ts';
import { HandlePoint } from './Handle.tsx';
import type { Scales } from './Plane.tsx';

/** A point of a plane. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface PlaneHandleProps {
  readonly scales: Scales;
  readonly at: Place;
  readonly label: string;
  /** Where it is, in words. */
  readonly words: string;
  /** What an arrow key moves it by. */
  readonly step: Place;
  readonly onPlace: (place: Place) => void;
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A point to drag over a plane, or to move with the four arrow keys; it stays within the axes. */
export function PlaneHandle({ scales: { across, up }, at, label, words, step, onPlace }: PlaneHandleProps) {
  const within = (value: number, [from = 0, to = 0]: number[]): number => Math.min(to, Math.max(from, value));
  const set = (x: number, y: number): void => onPlace({ x: within(x, across.domain()), y: within(y, up.domain()) });
  const drag = useDrag((px, py) => set(across.invert(px), up.invert(py)));
  return (
    <g
      {...drag}
      class="handle"
      role="slider"
      aria-roledescription="point, moved by the four arrow keys"
      tabindex={0}
      aria-label={label}
      aria-valuenow={at.x}
      aria-valuetext={words}
      transform={`translate(${across(at.x)}, ${up(at.y)})`}
      onKeyDown={(event) => {
        const way = WAYS[event.key];
        if (!way) return;
        event.preventDefault();
        set(at.x + way[0] * step.x, at.y + way[1] * step.y);
      }}
    >
      <HandlePoint />
    </g>
  );
}
