import { readSet } from '../../../../lib/data/prepared.ts';
import { deltaOf, emptyInk, predict, readInk } from '../../../../lib/nn/delta-rule.ts';
import { deltaRule } from '../../../../lib/systems/delta-rule.ts';
import { networkOf } from '../../../../lib/systems/network.ts';
import { joinDigits, readTrainingDigits } from '../../digits/at-build.ts';
import { inkUrl } from '../../digits/png.ts';
import { initialWeights } from '../../weights/initial.ts';
import { PRESETS, type Pick, type Preset } from './model.ts';

/** Images of these ranks, by |x|²: of the fourth, the first image of the file, stands instead. */
const RANKS = [0, 0.1, 0.3, 0, 0.8, 0.97, 1];
const FIRST = 3;
const PIXELS = 784;
const CLASSES = 10;

export interface Given {
  readonly preset: Preset;
  readonly picks: readonly Pick[];
  /** How many training images have an |x|² of 0 to 1, of 1 to 2, and so on. */
  readonly counts: readonly number[];
  /** The pictures of the picks, side by side. */
  readonly pageStyle: string;
}

function compute(): Omit<Given, 'preset'> {
  const { count, images, labels } = readSet('train');
  const ink = emptyInk(PIXELS);
  const squared = Float64Array.from({ length: count }, (_, n) => {
    readInk(images, n, ink);
    return ink.values.subarray(0, ink.count).reduce((sum, x) => sum + x * x, 0);
  });
  const ranked = Array.from(squared.keys()).sort((a, b) => squared[a]! - squared[b]!);
  const chosen = RANKS.map((rank, k) => (k === FIRST ? 0 : ranked[Math.round(rank * (count - 1))]!));
  const weights = initialWeights(networkOf(deltaRule()).specification);
  const prediction = new Float32Array(CLASSES);
  const delta = new Float32Array(CLASSES);
  const picks = chosen.map((n) => {
    readInk(images, n, ink);
    predict(weights, ink, prediction);
    const digit = labels[n]!;
    deltaOf(prediction, digit, delta);
    return { number: n + 1, digit, squared: squared[n]!, delta: delta[digit]! };
  });
  const counts = new Array<number>(Math.floor(squared[ranked.at(-1)!]!) + 1).fill(0);
  for (const one of squared) counts[Math.floor(one)]!++;
  const { ink: joined, width, height } = joinDigits(chosen.flatMap((n) => readTrainingDigits(n, 1)));
  return { picks, counts, pageStyle: `.curve-picks{--strip:${inkUrl(joined, width, height)}}` };
}

let computed: Omit<Given, 'preset'> | undefined;

/** Seven images from the thinnest to the fattest, and the ink of all 60,000. */
export default function atBuild(preset = 'first'): Given {
  if (!Object.hasOwn(PRESETS, preset))
    throw new Error(
      `<Explanation name="step-on-the-curve" preset="${preset}">: expected one of ${Object.keys(PRESETS).join(', ')}. Name one of them.`,
    );
  return { preset: preset as Preset, ...(computed ??= compute()) };
}
