import { readMnist } from '../../../../lib/data/originals.ts';
import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import { largest, readImages } from '../../../../lib/nn/images.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { bytesToText } from '../../digits/bytes.ts';
import { kept } from '../kit/kept.ts';
import { cutBeforeLast } from '../networks/last-hidden.ts';
import { FEW_IMAGES, overfitting } from '../networks/networks.ts';
import { compiled } from '../networks/trained.ts';
import { answerOf, maskOf, SHARES, UNITS } from './model.ts';

const EPOCHS = 20;
/** Held back, as in the chapter's table; a tenth of them is enough for a curve of many masks. */
const VALIDATION = { from: 32_000, count: 2000 };
const MASKS = 10;
/** Validation images to look at: the first that the whole network is right of, and not quite sure. */
const LOOKED_AT = 6;
const NOT_SURE = { from: 0.5, to: 0.9 };
const PLAIN = overfitting(UNITS);
/** The chapter's second row: a tenth of the pixels and a quarter of the units. */
const DROPPED = overfitting(UNITS, { pixels: 0.1, hidden: 0.25 });

interface Built {
  readonly accuracies: readonly number[];
  /** Numbers in the training file, from 1. */
  readonly images: readonly number[];
  readonly hidden: readonly (readonly number[])[];
  readonly weight: readonly number[];
  readonly bias: readonly number[];
}

/** Trains one network, and takes units away from it. */
async function lookAt(specification: NetworkSpecification): Promise<Built> {
  const { images, labels } = readMnist('train');
  const few = {
    count: FEW_IMAGES,
    images: images.subarray(0, FEW_IMAGES * 784),
    labels: labels.subarray(0, FEW_IMAGES),
  };
  const engine = new SimdEngine(specification, await compiled);
  await engine.train(few, EPOCHS * FEW_IMAGES, new AbortController().signal);
  const cut = cutBeforeLast({ specification, weights: await engine.readWeights() })!;
  engine.dispose();
  const before = new Network({ ...cut.before.specification, inputDropout: 0 }, new RandomState(0));
  before.load(cut.before.weights);
  const { from, count } = VALIDATION;
  const x = new Float32Array(count * 784);
  readImages(images, Array.from({ length: count }, (_, n) => from + n), 784, x); // prettier-ignore
  const hidden = before.forward(x, count).slice(0, count * UNITS); // [2000, 128]
  const outputsOf = (n: number): Float32Array => hidden.subarray(n * UNITS, (n + 1) * UNITS);
  const [weight, bias] = [cut.weight.values, cut.bias!.values];
  const rightWith = (mask: Float32Array): number => {
    let right = 0;
    for (let n = 0; n < count; n++) {
      const scores = Float64Array.from(bias);
      for (let unit = 0; unit < UNITS; unit++) {
        const value = hidden[n * UNITS + unit]! * mask[unit]!;
        if (value !== 0) for (let j = 0; j < 10; j++) scores[j]! += value * weight[unit * 10 + j]!;
      }
      if (largest(scores, 0, 10) === labels[from + n]) right++;
    }
    return right / count;
  };
  const accuracies = SHARES.map((share) => {
    const draws = share === 0 ? 1 : MASKS;
    let sum = 0;
    for (let seed = 0; seed < draws; seed++) sum += rightWith(maskOf(share, seed));
    return sum / draws;
  });
  const all = maskOf(0, 0);
  const looked = Array.from({ length: count }, (_, n) => n)
    .filter((n) => {
      const share = answerOf({ weight, bias }, outputsOf(n), all)[labels[from + n]!]!;
      return share >= NOT_SURE.from && share <= NOT_SURE.to;
    })
    .slice(0, LOOKED_AT);
  return {
    accuracies,
    images: looked.map((n) => from + n + 1),
    hidden: looked.map((n) => [...outputsOf(n)]),
    weight: [...weight],
    bias: [...bias],
  };
}

export interface Given {
  readonly images: readonly { readonly image: number; readonly label: number; readonly pixels: string }[];
  /** Of the network with dropout: what its 128 units give out for each image, as 32-bit floats in base64. */
  readonly hidden: readonly string[];
  readonly weight: string; // [128, 10]
  readonly bias: string; // [10]
  /** Share right by share of units taken away, without and with dropout in training. */
  readonly plain: readonly number[]; // [10]
  readonly dropped: readonly number[]; // [10]
}

const text = (values: readonly number[]): string => bytesToText(new Uint8Array(Float32Array.from(values).buffer));

/** Two networks on 2,000 images, one with dropout: what is left of either when units are taken away. */
export default async function atBuild(): Promise<Given> {
  const [plain, dropped] = await kept('dropout', async () => [await lookAt(PLAIN), await lookAt(DROPPED)] as const);
  const { images, labels } = readMnist('train');
  return {
    images: dropped.images.map((image) => ({
      image,
      label: labels[image - 1]!,
      pixels: bytesToText(images.slice((image - 1) * 784, image * 784)),
    })),
    hidden: dropped.hidden.map(text),
    weight: text(dropped.weight),
    bias: text(dropped.bias),
    plain: plain.accuracies,
    dropped: dropped.accuracies,
  };
}
