import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

export const RADIUS = 19;
/** Where a joint is, in a drawing 360 wide. */
export type Spot = readonly [x: number, y: number];

interface UnitProps {
  readonly at: Spot;
  /** What stands in it, above it, and below it: its delta. */
  readonly value: string;
  readonly above: string;
  readonly below: string;
  readonly symbol: string;
  readonly silent?: boolean;
  /** What stands above it ends at its right, clear of the weights beyond it. */
  readonly endsRight?: boolean;
  /** The reader's own number, which is not what it should be. */
  readonly off?: boolean;
}

/** A joint of a small network: a circle with its number, what it is above it, its delta below it. */
export const TinyUnit = ({
  at,
  value,
  above,
  below,
  symbol,
  silent = false,
  endsRight = false,
  off = false,
}: UnitProps) => (
  <g
    class={`tiny-unit${silent ? ' is-silent' : ''}${off ? ' is-off' : ''}`}
    transform={`translate(${at[0]}, ${at[1]})`}
    data-symbol={symbol}
  >
    <circle r={RADIUS} />
    <text dy="0.35em">{value}</text>
    <text class={endsRight ? 'tiny-above tiny-end' : 'tiny-above'} x={endsRight ? RADIUS : undefined} y={-RADIUS - 5}>
      {above}
    </text>
    <text class="tiny-below" y={RADIUS + 13}>
      {below}
    </text>
  </g>
);

interface EdgeProps {
  readonly from: Spot;
  readonly to: Spot;
  readonly weight: number;
  /** What stands on it when it is lit. */
  readonly shown: string;
  readonly lit: boolean;
  readonly chosen: boolean;
  readonly off?: boolean;
  readonly onChoose: () => void;
}

/** Whether the drawing can be pressed: a still has nothing that only serves a press. */
const Alive = createContext(false);

/** A place in the drawing, as it is written: to a tenth. */
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A weight of a small network: its colour is its sign, its width its size. */
export function TinyEdge({ from, to, weight, shown, lit, chosen, off = false, onChoose }: EdgeProps) {
  const [x1, x2] = [from[0] + RADIUS, to[0] - RADIUS];
  const [y1, y2] = [from[1], to[1]];
  const line = { x1, y1, x2, y2 };
  const alive = useContext(Alive);
  return (
    <g
      class={`tiny-edge ${weight < 0 ? 'is-negative' : 'is-positive'}${lit ? ' is-lit-edge' : ''}${chosen ? ' is-chosen' : ''}${off ? ' is-off' : ''}`}
      onClick={onChoose}
    >
      {alive && <line class="tiny-target" {...line} />}
      <line {...line} stroke-width={tenth(0.8 + 1.6 * Math.min(2.5, Math.abs(weight)))} />
      {lit && (
        <g class="tiny-weight" transform={`translate(${tenth(x1 + (x2 - x1) * 0.3)}, ${tenth(y1 + (y2 - y1) * 0.3)})`}>
          <rect x={-17} y={-9} width={34} height={18} rx={4} />
          <text dy="0.35em">{shown}</text>
        </g>
      )}
    </g>
  );
}

interface DrawingProps {
  readonly height: number;
  /** All of it in words. */
  readonly label: string;
  readonly children: ComponentChildren;
}

export function TinyDrawing({ height, label, children }: DrawingProps) {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return (
    <svg class="plane tiny" viewBox={`0 0 360 ${height}`} role="group" aria-label={label}>
      <Alive.Provider value={alive}>{children}</Alive.Provider>
    </svg>
  );
}
