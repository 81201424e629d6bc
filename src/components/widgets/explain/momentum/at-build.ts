import { readMnist } from '../../../../lib/data/originals.ts';
import { readImages } from '../../../../lib/nn/images.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { kept } from '../kit/kept.ts';
import { NETWORKS } from '../networks/networks.ts';
import { trainedNetwork } from '../networks/trained.ts';
import type { Curvatures } from './model.ts';

const IMAGES = 1000;
const INPUTS = 784;
/** To either side, to measure how a gradient changes. */
const NUDGE = 0.01;
const ROUNDS = 40;

type Numbers = Float64Array<ArrayBuffer>;
const flat = (tensors: Network['parameters']): Numbers =>
  Float64Array.from(tensors.flatMap(({ values }) => [...values]));
const dot = (a: Numbers, b: Numbers): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const unit = (of: Numbers): Numbers => {
  const length = Math.sqrt(dot(of, of));
  return of.map((value) => value / length);
};

/** How strongly the loss of chapter 5's layer curves: in the steepest of all directions, and from zeros towards where it is trained. */
async function compute(): Promise<{ readonly start: Curvatures; readonly trained: Curvatures }> {
  const { images, labels } = readMnist('train');
  const inputs = new Float32Array(IMAGES * INPUTS);
  readImages(images, Uint32Array.from({ length: IMAGES }, (_, n) => n), INPUTS, inputs); // prettier-ignore
  const specification = { ...NETWORKS.single.specification, initialization: 'zeros' } as const;
  const network = new Network(specification, new RandomState(0));
  const zeros = flat(network.parameters);
  const end = flat(await trainedNetwork('single'));

  const gradientAt = (weights: Numbers): Numbers => {
    let from = 0;
    for (const { values } of network.parameters) {
      values.set(weights.subarray(from, from + values.length));
      from += values.length;
    }
    network.clearGradients();
    network.forward(inputs, IMAGES);
    return flat(network.backward(labels.subarray(0, IMAGES)));
  };
  /** How the gradient changes along a direction of length 1. */
  const bend = (at: Numbers, along: Numbers): Numbers => {
    const [ahead, behind] = [NUDGE, -NUDGE].map((nudge) => gradientAt(at.map((w, i) => w + nudge * along[i]!)));
    return ahead!.map((g, i) => (g - behind![i]!) / (2 * NUDGE));
  };
  const curvaturesAt = (at: Numbers): Curvatures => {
    const way = unit(end);
    // The change of the gradient, taken as the next direction, turns towards the steepest.
    let along = unit(gradientAt(at));
    for (let round = 0; round < ROUNDS; round++) along = unit(bend(at, along));
    return { steepest: dot(along, bend(at, along)), onward: dot(way, bend(at, way)) };
  };
  return { start: curvaturesAt(zeros), trained: curvaturesAt(end) };
}

/** The curvatures of a layer's own loss, at its start and after three epochs. */
export default async function atBuild(): Promise<{ readonly start: Curvatures; readonly trained: Curvatures }> {
  const round = ({ steepest, onward }: Curvatures): Curvatures => ({
    steepest: Number(steepest.toPrecision(4)),
    onward: Number(onward.toPrecision(4)),
  });
  const { start, trained } = await kept('momentum', compute);
  return { start: round(start), trained: round(trained) };
}
