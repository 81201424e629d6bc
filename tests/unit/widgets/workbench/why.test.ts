import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../../../src/components/widgets/explain/networks/networks.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';
import { pixelWords } from '../../../../src/components/widgets/explain/pixel-votes/model.ts';
import { lastHiddenFor } from '../../../../src/components/widgets/explain/networks/last-hidden.ts';
import { coveringFor, coverings, votesFor } from '../../../../src/components/widgets/explain/pixel-votes/reasons.ts';
import { scoresWithout, unitShares } from '../../../../src/components/widgets/workbench/why.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';
import { Network } from '../../../../src/lib/nn/network.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import type { ShownModel } from '../../../../src/components/widgets/pictures/picture.ts';
import type { askOutputs } from '../../../../src/components/widgets/pictures/ask.ts';

/** Test image 81, a 7 that the book's 784-32-10 takes for a 9. */
const image = readMnist('test').images.slice(80 * 784, 81 * 784);
const hidden = {
  name: '784-32-10',
  imagesSeen: 60_000,
  specification: NETWORKS.hidden.specification,
  weights: await trainedNetwork('hidden'),
} as unknown as ShownModel;

/** What the page's engines answer, by lib/nn. */
const ask: typeof askOutputs = async (specification, weights, which) => {
  const pictures = which as Uint8Array;
  const network = new Network(specification, new RandomState(0));
  network.load(weights);
  const count = pictures.length / specification.inputs;
  const x = Float32Array.from(pictures, (grey) => grey / 255);
  return network.forward(x, count).slice(0, count * network.outputs);
};

// By NumPy in 64 bits, from the same weights.
describe('why an image was read as it was', () => {
  it('tells which hidden units gave most to the one rather than to the other', () => {
    const last = lastHiddenFor(hidden, image)!;
    const shares = unitShares(last, [9, 7]);
    expect(shares.slice(0, 4).map(({ unit }) => unit)).toEqual([16, 18, 0, 23]);
    [-3.0024, 2.9368, -1.5513, -1.3019].forEach((gave, k) => expect(shares[k]!.gave).toBeCloseTo(gave, 3));
    expect(shares).toHaveLength(32);
  });

  it('tells the scores while units are silent: without unit 19 the 7 is read rightly', () => {
    const last = lastHiddenFor(hidden, image)!;
    const all = scoresWithout(last, []);
    expect(all[9]).toBeCloseTo(6.97793, 3);
    expect(all[7]).toBeCloseTo(6.70763, 3);
    const without = scoresWithout(last, [18]);
    expect(without[7]).toBeCloseTo(8.46927, 3);
    expect(without[9]).toBeCloseTo(5.80278, 3);
    const both = scoresWithout(last, [16, 18]);
    expect(both[7]).toBeCloseTo(6.29444, 3);
    expect(both[9]).toBeCloseTo(6.63037, 3);
  });

  it('tells what painting over a patch does to each score, and asks only where there is ink', async () => {
    const { scores, pixels, kind } = await coveringFor(hidden, image, ask);
    expect(kind).toBe('covering');
    expect(scores[9]).toBeCloseTo(6.97793, 3);
    for (const [place, nine, seven] of [
      [264, -0.303845, 2.910086],
      [380, 3.210321, 0.527702],
      [634, -2.262782, -0.804636],
    ] as const) {
      expect(pixels[9]![place]).toBeCloseTo(nine, 3);
      expect(pixels[7]![place]).toBeCloseTo(seven, 3);
    }
    expect(coverings(image).places).toHaveLength(190);
    expect(pixels[9]![0]).toBe(0);
  });
});

it('a patch at an edge is cut off there', () => {
  const { places, pictures } = coverings(Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5));
  // The corners have ink: each place beside them sees it.
  expect(places).toEqual([0, 1, 4, 5, 10, 11, 14, 15]);
  expect([...pictures.slice(0, 16)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
  expect([...pictures.slice(7 * 16, 8 * 16)]).toEqual([9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

describe('with convolutions', () => {
  const { specification } = networkOf({
    convolutions: [{ filters: 4, size: 5, activation: 'relu', pool: 2 }],
    layers: [{ units: 12, activation: 'relu' }, { units: 10 }],
    seed: 4,
  });
  const network = new Network(specification, new RandomState(4));
  const model = { name: 'c', imagesSeen: 1, specification, weights: network.parameters } as ShownModel;

  it('no pixel has a vote of its own: painting over takes its place', async () => {
    expect(votesFor(model, image)).toBeNull();
    expect(votesFor(hidden, image)?.kind).toBe('votes');
    const { pixels, scores } = await coveringFor(model, image, ask);
    const painted = image.slice();
    for (const row of [8, 9, 10]) for (const column of [11, 12, 13]) painted[row * 28 + column] = 0;
    const scoresOf = (one: Uint8Array) =>
      network
        .forward(
          Float32Array.from(one, (grey) => grey / 255),
          1,
        )
        .slice(0, 10);
    const [before, after] = [scoresOf(image), scoresOf(painted)];
    for (let j = 0; j < 10; j++) {
      expect(scores[j]).toBeCloseTo(before[j]!, 5);
      expect(pixels[j]![9 * 28 + 12]).toBeCloseTo(before[j]! - after[j]!, 5);
    }
  });

  it('the last hidden layer can be silenced all the same; without one there is nothing to silence', () => {
    const last = lastHiddenFor(model, image)!;
    expect(last.pattern).toHaveLength(12);
    const straight = { ...specification, layers: specification.layers.slice(1) };
    expect(lastHiddenFor({ ...model, specification: straight }, image)).toBeNull();
  });
});

it('with inputs from −1 to 1 blank pixels vote too, and the words say so', () => {
  const { specification } = networkOf({ layers: [{ units: 10 }], normalization: 'symmetric', seed: 2 });
  const { parameters } = new Network(specification, new RandomState(2));
  const votes = votesFor({ name: '', imagesSeen: 1, specification, weights: parameters } as ShownModel, image)!;
  const weight = parameters[0]!.values;
  expect(votes.pixels[3]![0]).toBeCloseTo(-weight[3]!, 6); // paper is −1
  expect(pixelWords(votes, [3, 5], 0, 0)).not.toContain('votes for nobody');
});
