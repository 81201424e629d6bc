import type { NormalizationName } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';

/** How a grey value 0 to 255 becomes an input: the 32-bit result for each. */
export const normalizations = {
  /** x / 255, from 0 to 1: paper is 0 and adds nothing, which is what makes sparse images fast. */
  unit: Float32Array.from({ length: 256 }, (_, grey) => grey / 255),
  /** 2 x / 255 - 1, from -1 to 1, as PyTorch's `Normalize((0.5,), (0.5,))` after `ToTensor`. */
  symmetric: Float32Array.from({ length: 256 }, (_, grey) => (2 * grey) / 255 - 1),
} satisfies Record<NormalizationName, Float32Array>;

/** The table [256] of the normalisation with this name; an unknown name is an error that lists the known ones. */
export const normalizationNamed = (name: NormalizationName = 'unit'): Float32Array =>
  choose('normalization', normalizations, name);
