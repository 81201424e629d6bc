import { IMAGE_SIDE } from '../../../../lib/data/mnist.ts';
import { ARROWS, useDrag } from '../kit/drag.ts';
import { Pixels } from '../kit/Pixels.tsx';

/** A picture of what each pixel gave, with a frame round the pixel in hand. */
export function VotePicture({
  values,
  end,
  name,
  place,
  words,
  onPlace,
  side = IMAGE_SIDE,
}: {
  values: ArrayLike<number>;
  end: number;
  name: string;
  place: number;
  words: string;
  onPlace: (place: number) => void;
  /** Pixels from edge to edge. */
  side?: number;
}) {
  const within = (at: number): number => Math.max(0, Math.min(side - 1, Math.floor(at)));
  const [row, column] = [Math.floor(place / side), place % side];
  const set = (down: number, right: number): void => onPlace(within(down) * side + within(right));
  const drag = useDrag((x, y) => set(y, x));
  return (
    <svg class="votes-picture" viewBox={`-0.5 -0.5 ${side + 1} ${side + 1}`} role="group" aria-label={name}>
      <rect
        class="votes-paper"
        width={side}
        height={side}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          set(((event.clientY - box.top) * side) / box.height, ((event.clientX - box.left) * side) / box.width);
        }}
      />
      <Pixels values={values} width={side} end={end} colours="signed" />
      <g
        {...drag}
        class="votes-handle"
        role="slider"
        aria-roledescription="pixel, moved by the four arrow keys"
        tabindex={0}
        aria-label={`Pixel of ${name}`}
        aria-valuenow={place}
        aria-valuetext={words}
        onKeyDown={(event) => {
          const way = ARROWS[event.key];
          if (!way) return;
          event.preventDefault();
          set(row - way[1], column + way[0]);
        }}
      >
        <rect x={column - 2} y={row - 2} width={5} height={5} fill="transparent" />
        <rect class="votes-frame" x={column} y={row} width={1} height={1} />
      </g>
    </svg>
  );
}
