import { describe, expect, it } from 'vitest';
import { DropoutMasks, usesDropout } from '../../../src/lib/nn/dropout.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { tinyHidden } from '../../support/specifications.ts';

/** 4 inputs, of which a quarter is dropped; 5 hidden units that keep all; 6 that lose half; 3 outputs. */
const dropping: NetworkSpecification = {
  ...tinyHidden,
  layers: [tinyHidden.layers[0]!, { units: 6, activation: 'sigmoid', bias: true, dropout: 0.5 }, tinyHidden.layers[1]!],
  inputDropout: 0.25,
};

/** What a Python recipe draws for one batch. */
function drawn(random: RandomState, count: number): number[][] {
  const mask = (width: number, rate: number): number[] =>
    Array.from({ length: count * width }, () => (random.randomSample() >= rate ? Math.fround(1 / (1 - rate)) : 0));
  return [mask(4, 0.25), mask(6, 0.5)];
}

const masksOf = (masks: DropoutMasks, seen: number, count: number): number[][] => {
  const [inputs, first, second] = masks.batch(seen, count);
  expect(first).toBeNull();
  return [[...inputs!.subarray(0, count * 4)], [...second!.subarray(0, count * 6)]];
};

describe('the masks of dropout', () => {
  it('come from the generator of the next seed: inputs, then layers, row by row; where nothing is dropped nothing is drawn', () => {
    const masks = new DropoutMasks(dropping);
    const random = new RandomState(dropping.seed + 1);
    for (const [seen, count] of [
      [0, 3],
      [3, 3],
      [6, 1],
    ] as const)
      expect(masksOf(masks, seen, count)).toEqual(drawn(random, count));
    expect(masks.batch(7, 1)).toHaveLength(3); // the last layer has none
  });

  it('take the seed after the last one to be 0', () => {
    const masks = new DropoutMasks({ ...dropping, seed: 2 ** 32 - 1 });
    expect(masksOf(masks, 0, 2)).toEqual(drawn(new RandomState(0), 2));
  });

  it('are the same after going back, leaping ahead, and in another run', () => {
    const masks = new DropoutMasks(dropping);
    const batches = [0, 3, 6, 9].map((seen) => masksOf(masks, seen, 3));
    expect(masksOf(masks, 3, 3)).toEqual(batches[1]);
    expect(masksOf(masks, 3, 3)).toEqual(batches[1]);
    expect([0, 0].map((seen) => masksOf(masks, seen, 3))).toEqual([batches[0], batches[0]]);
    expect(masksOf(masks, 9, 3)).toEqual(batches[3]);
    expect(masksOf(new DropoutMasks(dropping), 6, 3)).toEqual(batches[2]);
  });

  it('go on from a state without the draws before it, and go back from there', () => {
    const masks = new DropoutMasks(dropping);
    const batches = [0, 3, 6, 9].map((seen) => masksOf(masks, seen, 3));
    const state = masks.stateAt(6);
    const random = new RandomState(dropping.seed + 1);
    random.skip(6 * (4 + 6) * 2);
    expect(state).toEqual({ key: random.getState().words, position: random.getState().position });
    for (const begun of [0, 30]) {
      const others = new DropoutMasks(dropping, 20); // marks on the way
      if (begun > 0) for (let seen = 0; seen < begun; seen += 3) others.batch(seen, 3);
      others.restore(6, state);
      for (const at of [2, 3, 1, 0, 2]) expect(masksOf(others, 3 * at, 3)).toEqual(batches[at]);
    }
    // A state is believed: nothing is drawn to see whether it is right.
    const elsewhere = new DropoutMasks(dropping);
    elsewhere.restore(3, state);
    expect(masksOf(elsewhere, 3, 3)).toEqual(batches[2]);
  });

  it('are the same when they go back to a state kept on the way', () => {
    const masks = new DropoutMasks(dropping, 70); // 10 draws an image
    const seen = Array.from({ length: 100 }, (_, k) => 3 * k);
    const batches = seen.map((at) => masksOf(masks, at, 3));
    for (const at of [57, 3, 98, 99, 41, 0]) {
      expect(masksOf(masks, seen[at]!, 3)).toEqual(batches[at]);
      expect(masksOf(new DropoutMasks(dropping), seen[at]!, 3)).toEqual(batches[at]);
    }
  });

  it('are known to be needed', () => {
    expect(usesDropout(tinyHidden)).toBe(false);
    expect(usesDropout({ ...tinyHidden, inputDropout: 0 })).toBe(false);
    expect(usesDropout({ ...tinyHidden, inputDropout: 0.1 })).toBe(true);
    expect(
      usesDropout({ ...tinyHidden, layers: [{ ...tinyHidden.layers[0]!, dropout: 0.1 }, tinyHidden.layers[1]!] }),
    ).toBe(true);
  });
});

describe('a network that drops', () => {
  const inputs = Float32Array.from({ length: 8 }, (_, k) => (k + 1) / 8);

  it('computes as without dropout when all masks are 1', () => {
    const network = new Network(dropping, new RandomState(1));
    const plain = [...network.forward(inputs, 2)];
    const ones = (length: number) => new Float32Array(length).fill(1);
    expect([...network.forward(inputs, 2, [ones(8), null, ones(12)])]).toEqual(plain);
  });

  it('leaves its inputs as they were', () => {
    const network = new Network(dropping, new RandomState(1));
    const given = inputs.slice();
    network.train(given, [0, 1], new DropoutMasks(dropping).batch(0, 2));
    expect(given).toEqual(inputs);
  });

  it('teaches nothing to the weights of what is dropped', () => {
    const network = new Network(dropping, new RandomState(1));
    const mask = new Float32Array(8).fill(1).with(2, 0).with(6, 0); // input 2 of both images
    const units = new Float32Array(12).fill(2).with(1, 0).with(7, 0); // unit 1 of the second layer
    network.forward(inputs, 2, [mask, null, units]);
    network.clearGradients();
    const [first, , second, , third] = network.backward([0, 2]);
    expect([...first!.values.subarray(10, 15)]).toEqual([0, 0, 0, 0, 0]);
    expect([...second!.values].filter((_, k) => k % 6 === 1)).toEqual([0, 0, 0, 0, 0]);
    expect([...third!.values.subarray(3, 6)]).toEqual([0, 0, 0]);
    expect(first!.values.filter((value) => value !== 0).length).toBe(15);
  });
});
