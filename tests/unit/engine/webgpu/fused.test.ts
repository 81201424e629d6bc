import { describe, expect, it } from 'vitest';
import { chunksOf, planOf, scoringChunks } from '../../../../src/lib/engine/webgpu/fused/plan.ts';
import { packWeights, unpackWeights } from '../../../../src/lib/engine/webgpu/fused/weights.ts';
import { Network } from '../../../../src/lib/nn/network.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';
import { deltaRule, networks, tinyHidden } from '../../../support/specifications.ts';

const hidden = networks['leaky ReLU, log-softmax, momentum']!; // 784-20-10
const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

describe('the order of work on the card', () => {
  it('cuts an epoch into whole batches, the last of which may be smaller', () => {
    const plan = planOf({ ...hidden, batchSize: 30 });
    const chunks = chunksOf(plan, 0, 5000, 0);
    expect(chunks.map(({ origin }) => origin)).toEqual([0, 2040, 4080]);
    const pieces = chunks.flatMap((chunk) => chunk.pieces);
    expect(sum(pieces.map(({ count }) => count))).toBe(5000);
    expect(
      pieces
        .slice(0, -1)
        .every(({ count, batch, isFirst, isLast }) => count === 30 && batch === 30 && isFirst && isLast),
    ).toBe(true);
    expect(pieces.at(-1)).toMatchObject({ count: 20, batch: 20 });
    expect(pieces.map(({ step }) => step)).toEqual(Array.from({ length: 167 }, (_, k) => k + 1));
  });

  it('adds the parts of a large batch up and learns once', () => {
    const pieces = chunksOf(planOf({ ...hidden, batchSize: 5000 }), 100, 7000, 3).flatMap((chunk) =>
      chunk.pieces.map((piece) => ({ ...piece, at: chunk.origin + piece.start })),
    );
    expect(sum(pieces.map(({ count }) => count))).toBe(7000);
    expect(pieces.filter(({ isFirst }) => isFirst).map(({ at, batch, step }) => [at, batch, step])).toEqual([
      [100, 5000, 4],
      [5100, 2000, 5],
    ]);
    expect(pieces.filter(({ isLast }) => isLast).map(({ at, count }) => at + count)).toEqual([5100, 7100]);
    expect(pieces.every(({ count }) => count <= 512)).toBe(true);
  });

  it('trains a single layer image by image in one dispatch a chunk', () => {
    const chunks = chunksOf(planOf(deltaRule), 0, 2500, 0);
    expect(chunks.map(({ pieces }) => pieces.map(({ count }) => count))).toEqual([[1024], [1024], [452]]);
  });

  it('scores every image of a set once', () => {
    const pieces = scoringChunks(planOf({ ...hidden, batchSize: 1 }), 1000).flatMap((chunk) =>
      chunk.pieces.map((piece) => chunk.origin + piece.start),
    );
    expect(pieces).toEqual([0, 256, 512, 768]);
  });
});

describe('the weights as the kernels have them', () => {
  const { parameters } = new Network(tinyHidden, new RandomState(1)); // 4-5-3

  it('come back as they went', () => {
    const plan = planOf(tinyHidden);
    expect(unpackWeights(plan, packWeights(plan, parameters), parameters)).toEqual(parameters);
  });

  it('have the bias as one more input', () => {
    const packed = packWeights(planOf(tinyHidden), parameters);
    const [w1, b1, w2, b2] = parameters.map(({ values }) => values) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect([...packed.subarray(0, 25)]).toEqual([...w1, ...b1]);
    expect([...packed.subarray(25, 31)]).toEqual([w2[0], w2[3], w2[6], w2[9], w2[12], b2[0]]);
  });
});
