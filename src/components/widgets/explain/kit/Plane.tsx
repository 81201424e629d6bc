import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { ComponentChildren } from 'preact';

/** Where numbers stand on a plane, in its own pixels. */
export interface Scales {
  readonly across: ScaleLinear<number, number>;
  readonly up: ScaleLinear<number, number>;
}

interface PlaneProps {
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly across: {
    readonly from: number;
    readonly to: number;
    readonly title: string;
    /** Where a line stands and what is written there; even numbers unless told. */
    readonly ticks?: readonly (readonly [at: number, text: string])[];
  };
  readonly up: { readonly from: number; readonly to: number; readonly title: string };
  /** In the plane's own pixels, which are those of the page on a phone. */
  readonly width?: number;
  readonly height?: number;
  readonly children: (scales: Scales) => ComponentChildren;
}

const MARGIN = { top: 22, right: 12, bottom: 34, left: 30 };
/** What a character of a long number takes of the left margin, its distance to the axis included. */
const CHARACTER = 6.8;

/** A plane with two axes to draw curves and handles on. */
export function Plane({ label, across, up, width = 360, height = 230, children }: PlaneProps) {
  const upwards = scaleLinear([up.from, up.to], [height - MARGIN.bottom, MARGIN.top]);
  const upTicks = upwards.ticks(5).map((value) => [value, upwards.tickFormat(5)(value)] as const);
  const left = Math.max(MARGIN.left, ...upTicks.map(([, text]) => CHARACTER * text.length));
  const scales: Scales = {
    across: scaleLinear([across.from, across.to], [left, width - MARGIN.right]),
    up: upwards,
  };
  const acrossTicks =
    across.ticks ?? scales.across.ticks(6).map((value) => [value, scales.across.tickFormat(6)(value)] as const);
  const floor = height - MARGIN.bottom;
  return (
    <svg class="plane" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
      <g class="plane-axes" aria-hidden="true">
        {acrossTicks.map(([value, text]) => (
          <g key={`x${value}`} transform={`translate(${scales.across(value)}, 0)`}>
            <line y1={MARGIN.top} y2={floor} />
            <text y={floor + 15} text-anchor="middle">
              {text}
            </text>
          </g>
        ))}
        {upTicks.map(([value, text]) => (
          <g key={`y${value}`} transform={`translate(0, ${scales.up(value)})`}>
            <line x1={left} x2={width - MARGIN.right} />
            <text x={left - 6} dy="0.32em" text-anchor="end">
              {text}
            </text>
          </g>
        ))}
        <text class="plane-title" x={width - MARGIN.right} y={height - 3} text-anchor="end">
          {across.title} →
        </text>
        <text class="plane-title" x={2} y={12}>
          ↑ {up.title}
        </text>
      </g>
      {children(scales)}
    </svg>
  );
}
