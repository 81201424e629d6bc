import { TEST_COUNT } from '../../../../lib/data/mnist.ts';
import { breathe } from '../../../../lib/engine/breathe.ts';
import { askOutputs, engines } from '../../pictures/ask.ts';
import { firstLayerOf, unitPicture } from '../../pictures/first-layer.ts';
import type { OfferedNetwork, TrainedNetwork } from '../networks/choice.ts';
import { cutBeforeLast, type CutNetwork } from '../networks/last-hidden.ts';
import { Scores } from './model.ts';

/** A network whose last hidden layer can be silenced, unit by unit. */
export interface Loaded {
  readonly key: string;
  readonly cut: CutNetwork;
  readonly scores: Scores;
  /** Right with all units. */
  readonly right: number;
  readonly costs: readonly number[]; // [units]
  /** The first-layer weights of each unit, where the last hidden layer is the first. */
  readonly pictures: readonly Float32Array[] | null;
}

export const picturesOf = (network: TrainedNetwork): readonly Float32Array[] | null => {
  if (network.specification.layers.length !== 2 || network.specification.convolutions?.length) return null;
  const first = firstLayerOf({ ...network, name: '', weights: network.weights as never, imagesSeen: 0 });
  return first && Array.from({ length: first.count }, (_, unit) => unitPicture(first, unit));
};

/** Works in slices: what each unit is worth takes a while in a wide layer. */
async function costsOf(scores: Scores, units: number): Promise<readonly number[]> {
  const costs: number[] = [];
  let pause = performance.now() + 15;
  for (let unit = 0; unit < units; unit++) {
    costs.push(scores.costOf(unit));
    if (performance.now() < pause) continue;
    await breathe();
    pause = performance.now() + 15;
  }
  return costs;
}

/** What the hidden units give out for all test images, by the page's engines; the costs are worked out unless they are known. */
export async function loadSilenced(offered: OfferedNetwork, known?: readonly number[]): Promise<Loaded> {
  const network = await offered.load();
  const cut = cutBeforeLast(network);
  if (!cut) throw new Error('This network has no hidden layer of units. Choose another.');
  const { specification, weights } = cut.before;
  const [hidden, labels] = await Promise.all([
    askOutputs(specification, weights as never, { set: 'test', from: 0, to: TEST_COUNT }),
    (await engines()).labels('test'),
  ]);
  const scores = new Scores(hidden, labels, cut);
  return {
    key: offered.key,
    cut,
    scores,
    right: scores.right(),
    costs: known ?? (await costsOf(scores, cut.units)),
    pictures: picturesOf(network),
  };
}
