import { readTrainingDigits } from '../../digits/at-build.ts';
import { bytesToText } from '../../digits/bytes.ts';
import type { TwoLayers } from '../kit/pass.ts';
import { trainedNetwork } from '../networks/trained.ts';
import { unitsStyle } from '../networks/sprite.ts';
import { nameOf, passOf, type BuiltPass } from './model.ts';

/** The first training image that the network misreads. */
const IMAGE = 25;

const short = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Math.round(value * 1e3) / 1e3);

/** Shares, of which the smallest are shown as what they are: not quite 0. */
const shares = (values: ArrayLike<number>): number[] => short(values).map((share) => Math.max(share, 1e-4));

/** One image, and what the trained network makes of it on the way forward; its weights are fetched when the microscope comes near. */
export default async function atBuild(): Promise<{
  image: number;
  pixels: string;
  label: number;
  pass: BuiltPass;
  pageStyle: string;
}> {
  const weights = (await trainedNetwork('hidden')) as unknown as TwoLayers;
  const [digit] = readTrainingDigits(IMAGE - 1, 1);
  const { pixels, label } = digit!;
  const { sums, scores, probabilities, loss } = passOf({
    weights,
    digit: { name: nameOf(IMAGE, label), pixels, label },
  });
  return {
    image: IMAGE,
    pixels: bytesToText(pixels),
    label,
    pass: { sums: short(sums), scores: short(scores), probabilities: shares(probabilities), loss },
    pageStyle: unitsStyle(weights[0]),
  };
}
