import type { ComponentChildren } from 'preact';
import { Pixels } from './Pixels.tsx';

interface DigitProps {
  readonly pixels: ArrayLike<number>; // [height, width], 0 to 255; a square
  readonly name: string;
  /** What lies on top, one unit a pixel. */
  readonly children?: ComponentChildren;
}

/** A digit in the ink of the theme, in the page as built and after. */
export function Digit({ pixels, name, children }: DigitProps) {
  const side = Math.sqrt(pixels.length);
  return (
    <svg class="digit-picture" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={name}>
      <Pixels values={pixels} width={side} end={255} colours="ink" />
      {children}
    </svg>
  );
}
