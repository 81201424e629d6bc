import type { ComponentChildren } from 'preact';
import { IMAGE_SIDE } from '../../../../lib/data/mnist.ts';
import { Pixels } from './Pixels.tsx';

interface DigitProps {
  readonly pixels: ArrayLike<number>; // [784], 0 to 255
  readonly name: string;
  /** What lies on top, one unit a pixel. */
  readonly children?: ComponentChildren;
}

/** A digit in the ink of the theme, in the page as built and after. */
export const Digit = ({ pixels, name, children }: DigitProps) => (
  <svg class="digit-picture" viewBox={`0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}`} role="img" aria-label={name}>
    <Pixels values={pixels} width={IMAGE_SIDE} end={255} colours="ink" />
    {children}
  </svg>
);
