import { readTrainingDigits } from '../../digits/at-build.ts';
import { bytesToText } from '../../digits/bytes.ts';

/** Number of the training image, from 1: a 4, with upright, level and slanting strokes. */
const IMAGE = 3;

/** A digit's grey values, as text. */
export default function atBuild(): { pixels: string; name: string } {
  const [digit] = readTrainingDigits(IMAGE - 1, 1);
  return { pixels: bytesToText(digit!.pixels), name: `Training image ${IMAGE}, a ${digit!.label}` };
}
