import { roundsAlike } from '../engine/arithmetic.ts';
import type { Arithmetic } from '../engine/contract.ts';
import type { Claim } from './claim.ts';

/** What came of training a claim's network again. */
export interface Trained extends Pick<Claim, 'imagesSeen' | 'correct' | 'of'> {
  readonly arithmetic: Arithmetic;
}

export type Verdict =
  /** The same count; `why` says what was computed otherwise, null if nothing was. */
  | { readonly kind: 'confirmed'; readonly why: string | null }
  /** Not the same, but the arithmetic was another one, and no further apart than that explains. */
  | { readonly kind: 'agrees'; readonly apart: number; readonly tolerance: number; readonly why: string }
  /** By the same arithmetic (`why` is null), or further apart than another one explains. */
  | { readonly kind: 'differs'; readonly apart: number; readonly tolerance: number; readonly why: string | null };

/**
 * How many test images another arithmetic may be apart: three times the square root of the wrong ones. Rounding differs
 * in the last bit at first; training makes more of it, until two runs differ as those of two seeds do, whose counts have a
 * standard deviation of about the root of the images that they get wrong. Measured (plain against fused, 8 networks of 3
 * seeds): at most 1.6 times the root.
 */
export const toleranceOf = ({ correct, of }: Pick<Claim, 'correct' | 'of'>): number =>
  Math.ceil(3 * Math.sqrt(of - correct));

/** Why the same seed need not give the same count; null where it must. */
export function whyOtherwise(claimed: Arithmetic, here: Arithmetic): string | null {
  if (roundsAlike(claimed, here)) return null;
  if (claimed.name === 'webgpu' && here.name === 'webgpu') return 'each graphics card adds up in an order of its own';
  if (claimed.name !== here.name)
    return `it was computed by ${ROUNDING[claimed.name]}, and here by ${ROUNDING[here.name]}`;
  return 'this browser’s exp, log and tanh differ in their last bits from those of the browser that made the claim';
}

/** Each arithmetic in words. */
export const ROUNDING: Readonly<Record<Arithmetic['name'], string>> = {
  reference: 'the readable engine on the processor',
  'simd-plain': 'WebAssembly that rounds after each multiplication and each addition',
  'simd-fused': 'WebAssembly that multiplies and adds with one rounding',
  webgpu: 'a graphics card',
};

/** What training it again says of a claim. Throws a RangeError if that was after another number of images. */
export function compareClaim(claim: Claim, trained: Trained): Verdict {
  if (trained.imagesSeen !== claim.imagesSeen || trained.of !== claim.of)
    throw new RangeError(
      `trained: expected ${claim.imagesSeen} images and ${claim.of} tests, got ${trained.imagesSeen} and ${trained.of}`,
    );
  const why = whyOtherwise(claim.arithmetic, trained.arithmetic);
  const apart = Math.abs(claim.correct - trained.correct);
  if (apart === 0) return { kind: 'confirmed', why };
  const tolerance = why === null ? 0 : toleranceOf(claim);
  return why !== null && apart <= tolerance
    ? { kind: 'agrees', apart, tolerance, why }
    : { kind: 'differs', apart, tolerance, why };
}
