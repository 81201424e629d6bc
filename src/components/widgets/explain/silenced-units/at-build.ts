import { readMnist } from '../../../../lib/data/originals.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { readImages } from '../../../../lib/nn/images.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { kept } from '../kit/kept.ts';
import { cutBeforeLast } from '../networks/last-hidden.ts';
import { NETWORKS } from '../networks/networks.ts';
import { unitsStyle } from '../networks/sprite.ts';
import { trainedNetwork } from '../networks/trained.ts';
import { Scores, votesOf } from './model.ts';

interface Given {
  /** Test images right with all units. */
  readonly right: number;
  /** How many fewer are right without each unit. */
  readonly costs: readonly number[]; // [32]
  /** Of the unit that costs most. */
  readonly votes: readonly number[]; // [10]
  readonly pageStyle: string;
}

/** What silence costs, unit by unit, in the network of the book. */
export default async function atBuild(): Promise<Given> {
  const { specification } = NETWORKS.hidden;
  const weights = await trainedNetwork('hidden');
  const cut = cutBeforeLast({ specification, weights })!;
  const found = await kept('silenced-units', () => {
    const { images, labels, count } = readMnist('test');
    const network = new Network(cut.before.specification, new RandomState(0));
    network.load(cut.before.weights);
    const hidden = new Float32Array(count * cut.units); // [10000, 32]
    for (let from = 0; from < count; from += 1000) {
      const x = new Float32Array(1000 * 784); // [1000, 784]
      readImages(images, Array.from({ length: 1000 }, (_, n) => from + n), 784, x); // prettier-ignore
      hidden.set(network.forward(x, 1000).subarray(0, 1000 * cut.units), from * cut.units);
    }
    const scores = new Scores(hidden, labels, cut);
    const costs = Array.from({ length: cut.units }, (_, unit) => scores.costOf(unit));
    return { right: scores.right(), costs };
  });
  const most = found.costs.indexOf(Math.max(...found.costs));
  return {
    ...found,
    votes: votesOf(cut.weight, cut.units, most).map((vote) => Math.round(vote * 1e4) / 1e4),
    pageStyle: unitsStyle(weights[0]!),
  };
}
