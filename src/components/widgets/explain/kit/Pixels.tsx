interface PixelsProps {
  /** Row by row. */
  readonly values: ArrayLike<number>; // [height, width]
  readonly width: number;
  /** The size that is drawn in full; larger ones too. */
  readonly end: number;
  /** Ink in one colour, or orange above zero and blue below. */
  readonly colours: 'ink' | 'signed';
}

const LEVELS = 12;

/**
 * A picture of numbers as a few SVG paths, one for each of 12 strengths, a line one unit wide for each run of pixels: sharp at any size, in the
 * colours of the theme, and the same in the page as built.
 */
export function Pixels({ values, width, end, colours }: PixelsProps) {
  const paths = new Map<number, string>(); // by strength, below zero for negative numbers
  const strengthOf = (i: number): number =>
    Math.max(-LEVELS, Math.min(LEVELS, Math.round((values[i]! / (end || 1)) * LEVELS)));
  for (let i = 0; i < values.length;) {
    const strength = strengthOf(i);
    let run = 1; // pixels alike, side by side
    while ((i + run) % width !== 0 && strengthOf(i + run) === strength) run++;
    if (strength !== 0)
      paths.set(strength, `${paths.get(strength) ?? ''}M${i % width} ${Math.floor(i / width)}h${run}`);
    i += run;
  }
  return (
    <g class={`pixels-${colours}`} transform="translate(0, 0.5)" shape-rendering="crispEdges">
      {[...paths]
        .sort(([a], [b]) => a - b)
        .map(([strength, path]) => (
          <path
            key={strength}
            d={path}
            class={strength < 0 ? 'is-below' : undefined}
            stroke-opacity={Math.round((100 * Math.abs(strength)) / LEVELS) / 100}
          />
        ))}
    </g>
  );
}
