import type { ComponentProps } from 'preact';
import { Kinds } from './Kinds.tsx';
import { Noise } from './Noise.tsx';

export const title = 'Three ways down';

type Given =
  | ({ readonly preset: 'kinds' } & ComponentProps<typeof Kinds>)
  | ({ readonly preset: 'noise' } & ComponentProps<typeof Noise>);

/** The real loss of one layer around a half-trained start: three kinds of descent, or the gradients of batches. */
export default function Descent(given: Given) {
  return given.preset === 'kinds' ? <Kinds {...given} /> : <Noise {...given} />;
}
