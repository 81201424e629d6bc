import { readMnist } from '../../../../lib/data/originals.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { readImages } from '../../../../lib/nn/images.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { bytesToText } from '../../digits/bytes.ts';
import { cutBeforeLast } from '../networks/last-hidden.ts';
import { NETWORKS } from '../networks/networks.ts';
import { trainedNetwork } from '../networks/trained.ts';
import { fightersOf, LOOKED_AT, MOST_NEAR, nearest, votesOf, type BuiltVotes } from './model.ts';

/** The network of a step and the test image that it begins with, one that it misreads. */
const PRESETS: Readonly<Record<string, { readonly network: BuiltVotes['network']; readonly image: number }>> = {
  hidden: { network: 'hidden', image: 81 },
  single: { network: 'single', image: 9 },
  rule: { network: 'rule', image: 19 },
};

const short = (values: Iterable<number>): number[] => Array.from(values, (value) => Math.round(value * 1e4) / 1e4);

/** One misread test image: what each of its pixels gave to either digit, and the training images most like it inside. */
export default async function atBuild(preset = 'hidden'): Promise<BuiltVotes> {
  const chosen = PRESETS[preset];
  if (!chosen)
    throw new Error(
      `<Explanation name="pixel-votes" preset="${preset}">: expected one of ${Object.keys(PRESETS).join(', ')}. Name one of them.`,
    );
  const { specification } = NETWORKS[chosen.network];
  const network = { specification, weights: await trainedNetwork(chosen.network) };
  const test = readMnist('test');
  const pixels = test.images.slice((chosen.image - 1) * 784, chosen.image * 784);
  const label = test.labels[chosen.image - 1]!;
  const votes = votesOf(network, pixels);
  const [a, b] = fightersOf(votes.scores, label);
  const inked = Array.from(pixels, (_, i) => i).filter((i) => pixels[i]! > 0);
  return {
    network: chosen.network,
    image: chosen.image,
    pixels: bytesToText(pixels),
    label,
    scores: short(votes.scores),
    rest: short(votes.rest),
    votes: inked.map((i) => [i, ...short([votes.pixels[a]![i]!, votes.pixels[b]![i]!])] as [number, number, number]),
    near: nearAtBuild(network, votes.pattern),
  };
}

function nearAtBuild(network: Parameters<typeof cutBeforeLast>[0], pattern: Float32Array): BuiltVotes['near'] {
  const cut = cutBeforeLast(network);
  if (!cut) return [];
  const { images, labels } = readMnist('train');
  const hidden = new Network(cut.before.specification, new RandomState(0));
  hidden.load(cut.before.weights);
  const patterns = new Float32Array(LOOKED_AT * cut.units);
  for (let from = 0; from < LOOKED_AT; from += 1000) {
    const x = new Float32Array(1000 * 784); // [1000, 784]
    readImages(images, Array.from({ length: 1000 }, (_, n) => from + n), 784, x); // prettier-ignore
    patterns.set(hidden.forward(x, 1000).subarray(0, 1000 * cut.units), from * cut.units);
  }
  return nearest(pattern, patterns, MOST_NEAR).map((n) => ({
    image: n + 1,
    label: labels[n]!,
    pixels: bytesToText(images.slice(n * 784, (n + 1) * 784)),
  }));
}
