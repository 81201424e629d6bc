import { ARROWS, useDrag } from './drag.ts';
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
  /** What is moved: `point` unless told. */
  readonly thing?: string;
  /** Where it is, in words. */
  readonly words: string;
  /** What an arrow key moves it by. */
  readonly step: Place;
  readonly onPlace: (place: Place) => void;
}

/** A point to drag over a plane, or to move with the four arrow keys; it stays within the axes. */
export function PlaneHandle({
  scales: { across, up },
  at,
  label,
  thing = 'point',
  words,
  step,
  onPlace,
}: PlaneHandleProps) {
  const within = (value: number, [from = 0, to = 0]: number[]): number => Math.min(to, Math.max(from, value));
  const set = (x: number, y: number): void => onPlace({ x: within(x, across.domain()), y: within(y, up.domain()) });
  const drag = useDrag((px, py) => set(across.invert(px), up.invert(py)));
  return (
    <g
      {...drag}
      class="handle"
      role="slider"
      aria-roledescription={`${thing}, moved by the four arrow keys`}
      tabindex={0}
      aria-label={label}
      aria-valuenow={at.x}
      aria-valuetext={words}
      transform={`translate(${across(at.x)}, ${up(at.y)})`}
      onKeyDown={(event) => {
        const way = ARROWS[event.key];
        if (!way) return;
        event.preventDefault();
        set(at.x + way[0] * step.x, at.y + way[1] * step.y);
      }}
    >
      <HandlePoint />
    </g>
  );
}
