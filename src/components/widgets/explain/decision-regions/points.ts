import { RandomState } from '../../../../lib/nn/random.ts';

/** A point in the square from -1 to 1, of one of two kinds. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly kind: 0 | 1;
}

/** As near as this to a point, a press takes it in hand. */
const NEAR = 0.07;

/** The point that is nearest to a place, by its index; null where none is near. */
export function pointNear(points: readonly Point[], { x, y }: Omit<Point, 'kind'>): number | null {
  let best: number | null = null;
  let least = NEAR;
  points.forEach((point, i) => {
    const far = Math.hypot(point.x - x, point.y - y);
    if (far <= least) [best, least] = [i, far];
  });
  return best;
}

const EACH = 40;

/** Around a corner or a curve, a little scattered; the same for everybody. */
function scattered(seed: number, place: (i: number, random: RandomState) => Point): Point[] {
  const random = new RandomState(seed);
  return Array.from({ length: 2 * EACH }, (_, i) => place(i, random));
}
const around = (random: RandomState, middle: number, reach: number): number =>
  Math.max(-1, Math.min(1, middle + reach * (2 * random.randomSample() - 1)));

/** Arrangements of two kinds of points. */
export const ARRANGEMENTS: Readonly<Record<string, () => readonly Point[]>> = {
  'here or there, not both': () =>
    scattered(1, (i, random) => {
      const [right, up] = [i % 2, Math.floor(i / 2) % 2];
      const x = around(random, right ? 0.55 : -0.55, 0.35);
      return { x, y: around(random, up ? 0.55 : -0.55, 0.35), kind: right === up ? 0 : 1 };
    }),
  'two heaps': () =>
    scattered(2, (i, random) => {
      const kind = (i % 2) as 0 | 1;
      return { x: around(random, kind ? 0.45 : -0.45, 0.4), y: around(random, kind ? 0.35 : -0.35, 0.45), kind };
    }),
  ring: () =>
    scattered(3, (i, random) => {
      const kind = (i % 2) as 0 | 1;
      const angle = 2 * Math.PI * random.randomSample();
      const radius = kind ? 0.75 + 0.15 * random.randomSample() : 0.35 * random.randomSample();
      return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), kind };
    }),
  spiral: () =>
    scattered(4, (i, random) => {
      const kind = (i % 2) as 0 | 1;
      const along = Math.floor(i / 2) / EACH;
      const angle = 1.5 * Math.PI * along + Math.PI * kind;
      const radius = 0.15 + 0.75 * along;
      const x = around(random, radius * Math.cos(angle), 0.04);
      return { x, y: around(random, radius * Math.sin(angle), 0.04), kind };
    }),
};
