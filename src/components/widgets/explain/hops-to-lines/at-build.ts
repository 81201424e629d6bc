import { joinDigits, readTrainingDigits } from '../../digits/at-build.ts';
import { inkUrl } from '../../digits/png.ts';
import { twoInputs, type TwoInputs } from './model.ts';

const IMAGES = 8;

/** The first images of the training file, as two numbers each and side by side as a mask. */
export default function atBuild(): { images: TwoInputs[]; strip: string } {
  const digits = readTrainingDigits(0, IMAGES);
  const { ink, width, height } = joinDigits(digits);
  return { images: digits.map(({ pixels, label }) => twoInputs(pixels, label)), strip: inkUrl(ink, width, height) };
}
