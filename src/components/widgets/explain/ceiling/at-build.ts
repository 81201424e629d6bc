import { readFileSync } from 'node:fs';
import type { DigitSet } from '../../../../lib/data/contract.ts';
import { deltaOf, DeltaRule, emptyInk, predict, readInk } from '../../../../lib/nn/delta-rule.ts';
import { largest } from '../../../../lib/nn/images.ts';
import { readSet } from '../../../../lib/data/prepared.ts';
import { bytesToText, textToBytes } from '../../digits/bytes.ts';
import { spriteStyle } from '../../weights/sprite.ts';
import { kept } from '../kit/kept.ts';
import { leastSquares } from './least-squares.ts';
import { ALPHAS, END, packed, unpacked, type PackedWeights, type Score } from './model.ts';

const PIXELS = 784;
const CLASSES = 10;

export interface Computed {
  /** By alpha, and `squares`. */
  readonly scores: Readonly<Record<string, Score>>;
  readonly weights: Readonly<Record<string, PackedWeights>>;
}
export interface Given {
  readonly scores: Computed['scores'];
  /** The pictures of the smallest alpha, in both themes. */
  readonly pageStyle: string;
}

/** Mean squared error of an image, all ten outputs together, and the images guessed right. */
function judge(weights: Float32Array, { count, images, labels }: DigitSet): { error: number; right: number } {
  const ink = emptyInk(PIXELS);
  const prediction = new Float32Array(CLASSES);
  const delta = new Float32Array(CLASSES);
  let [sum, right] = [0, 0];
  for (let n = 0; n < count; n++) {
    readInk(images, n, ink);
    predict(weights, ink, prediction);
    deltaOf(prediction, labels[n]!, delta);
    for (const off of delta) sum += off * off;
    if (largest(prediction, 0, CLASSES) === labels[n]) right++;
  }
  return { error: sum / count, right };
}

function compute(): Computed {
  const [train, test] = [readSet('train'), readSet('test')];
  const onePass = (alpha: number): Float32Array => {
    const weights = new Float32Array(PIXELS * CLASSES);
    const rule = new DeltaRule(weights, CLASSES);
    for (let n = 0; n < train.count; n++) rule.learn(train.images, n, train.labels[n]!, alpha);
    return weights;
  };
  const all = [
    ...ALPHAS.map((alpha) => [String(alpha), onePass(alpha)] as const),
    ['squares', leastSquares(train, PIXELS, CLASSES)] as const,
  ];
  return {
    scores: Object.fromEntries(
      all.map(([name, weights]) => [name, { error: judge(weights, train).error, right: judge(weights, test).right }]),
    ),
    weights: Object.fromEntries(all.map(([name, weights]) => [name, packed(weights, bytesToText)])),
  };
}

const computed = (): Promise<Computed> => kept('ceiling', compute);

/** The scores of all, and the pictures that stand here first. */
export default async function atBuild(): Promise<Given> {
  const { scores, weights } = await computed();
  const tokens = readFileSync('src/styles/tokens.css', 'utf8'); // the build runs in the root of the project
  const sprite = spriteStyle(tokens, unpacked(weights[String(ALPHAS[2])]!, textToBytes), CLASSES, END);
  return { scores, pageStyle: `.ceiling-pictures{${sprite}}` };
}

/** All weights, which the page fetches. */
export const later = async (): Promise<Computed['weights']> => (await computed()).weights;
