import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/lib/engine/simd/arena.ts';
import { loadKernels } from '../../../src/lib/engine/simd/load-kernels.ts';
import { KernelMasks, planMasks } from '../../../src/lib/engine/simd/masks.ts';
import { DropoutMasks, placesOf } from '../../../src/lib/nn/dropout.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { tinyHidden } from '../../support/specifications.ts';

const kernels = (await loadKernels())!;
const ROWS = 32;

/** 7 inputs, 61 units that keep all, 29 that do not, and the outputs: no width fits a vector. */
const dropping = (inputDropout: number, dropout: number, seed = 5): NetworkSpecification => ({
  ...tinyHidden,
  inputs: 7,
  inputDropout,
  layers: [
    { units: 61, activation: 'relu', bias: true },
    { units: 29, activation: 'relu', bias: true, dropout },
    { units: 3, activation: 'identity', bias: true },
  ],
  seed,
});

/** The kernels' masks, and a way to read the first `count` rows of each. */
function masksOf(specification: NetworkSpecification, inParts = false) {
  const arena = new Arena();
  const places = placesOf(specification);
  const into = places.map(({ width, rate }) => (rate > 0 ? arena.takeFloats(ROWS * width) : 0));
  const layout = planMasks(arena, specification, into, inParts)!;
  const machine = arena.build(kernels);
  const masks = new KernelMasks(machine, layout, specification);
  const read = (count: number): (number[] | null)[] =>
    places.map(({ width, rate }, p) =>
      rate > 0 ? [...machine.floats.subarray(into[p]! / 4, into[p]! / 4 + count * width)] : null,
    );
  return { masks, read };
}

/** What the masks of `lib/nn` are for the same images. */
const expected = (masks: DropoutMasks, seen: number, from: number, to: number, size: number): (number[] | null)[] => {
  const all = masks.batch(seen, size);
  return placesOf(dropping(0.5, 0.5))
    .slice(0, all.length)
    .map(({ width }, p) => (all[p] ? [...all[p].subarray(from * width, to * width)] : null));
};

describe('the masks that the kernels draw', () => {
  it.each([
    [0.1, 0.25],
    [0.5, 0],
    [0, 1 / 3],
    [1e-9, 1 - 1e-9],
  ])('are those of lib/nn to the bit, batch after batch, for shares %f and %f', (inputs, layer) => {
    const specification = dropping(inputs, layer);
    const { masks, read } = masksOf(specification);
    const own = new DropoutMasks(specification);
    for (let seen = 0, count = 1; count <= ROWS; seen += count, count++) {
      masks.begin(seen, count, false);
      masks.draw(count);
      expect(read(count)).toEqual(expected(own, seen, 0, count, count));
      expect(masks.stateAt(seen + count)).toEqual(own.stateAt(seen + count));
    }
  });

  it('keep a number that equals the share, and drop it when the share is the next one above', () => {
    const samples = new RandomState(6);
    const drawn = Array.from({ length: 300 }, () => samples.randomSample());
    for (const at of [0, 3, 40, 299]) {
      const share = drawn[at]!;
      for (const [rate, keeps] of [
        [share, true],
        [share + 2 ** -53, false],
      ] as const) {
        const specification = { ...dropping(0, 0), inputs: 30, inputDropout: rate };
        const { masks, read } = masksOf(specification);
        masks.begin(0, 10, false);
        masks.draw(10);
        const [mask] = read(10);
        expect(mask!.map((value) => value > 0)).toEqual(drawn.map((value) => value >= rate));
        expect(mask![at]! > 0).toBe(keeps);
      }
    }
  });

  it('are the same when a batch goes through in parts, each place with draws of its own', () => {
    const specification = dropping(0.2, 0.6);
    const { masks, read } = masksOf(specification, true);
    const own = new DropoutMasks(specification);
    for (const seen of [0, 75]) {
      masks.begin(seen, 75, true);
      for (const [from, to] of [
        [0, 32],
        [32, 64],
        [64, 75],
      ] as const) {
        masks.draw(to - from);
        expect(read(to - from)).toEqual(expected(own, seen, from, to, 75));
      }
    }
    expect(masks.stateAt(150)).toEqual(own.stateAt(150));
  });

  it('go back, leap ahead, and go on from a state whose count of used words is odd', () => {
    const specification = dropping(0.2, 0.6);
    const { masks, read } = masksOf(specification);
    const own = new DropoutMasks(specification);
    const same = (seen: number): void => {
      masks.begin(seen, 20, false);
      masks.draw(20);
      expect(read(20)).toEqual(expected(own, seen, 0, 20, 20));
    };
    for (const seen of [0, 400, 20, 20, 0]) same(seen);
    for (const position of [623, 617, 1, 624]) {
      const state = { ...own.stateAt(60), position };
      masks.restore(60, state);
      own.restore(60, state);
      for (const seen of [60, 80, 100, 61]) same(seen);
    }
  });
});
