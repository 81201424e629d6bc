import { describe, expect, it } from 'vitest';
import { MaskBits } from '../../../../src/lib/engine/webgpu/fused/mask-bits.ts';
import { chunksOf, planOf, type Plan } from '../../../../src/lib/engine/webgpu/fused/plan.ts';
import { DropoutMasks } from '../../../../src/lib/nn/dropout.ts';
import type { NetworkSpecification } from '../../../../src/lib/nn/specification.ts';
import { tinyHidden } from '../../../support/specifications.ts';

const [first, last] = tinyHidden.layers as [(typeof tinyHidden.layers)[0], (typeof tinyHidden.layers)[0]];
const dropping = (batchSize: number): NetworkSpecification => ({
  ...tinyHidden,
  batchSize,
  inputDropout: 0.2,
  layers: [{ ...first, units: 70, dropout: 0.5 }, first, { ...first, dropout: 0.1 }, last],
});

/** The masks of `images` images as ones and zeros, place by place, image by image, as the kernels read them. */
function readBits(specification: NetworkSpecification, plan: Plan, images: number, seen: number): number[][] {
  const bits = new MaskBits(specification, plan);
  const drops = [plan.inputDrop, ...plan.layers.map(({ drop }) => drop)];
  const rows = drops.map((): number[] => []);
  for (const chunk of chunksOf(plan, 0, images, 0)) {
    const words = bits.chunk(chunk, seen + chunk.origin);
    drops.forEach((drop, place) => {
      if (!drop) return;
      for (let n = 0; n < chunk.count; n++)
        for (let k = 0; k < drop.width; k++)
          rows[place]!.push((words[drop.masks + n * drop.words + (k >>> 5)]! >>> (k & 31)) & 1);
    });
  }
  return rows;
}

/** The same from `DropoutMasks`, batch by batch. */
function expectedBits(specification: NetworkSpecification, images: number, seen: number): number[][] {
  const masks = new DropoutMasks(specification);
  const widths = [specification.inputs, ...specification.layers.map(({ units }) => units)];
  const rows = widths.map((): number[] => []);
  for (let done = 0; done < images; done += specification.batchSize) {
    const count = Math.min(specification.batchSize, images - done);
    masks.batch(seen + done, count).forEach((mask, place) => {
      for (const value of mask?.subarray(0, count * widths[place]!) ?? []) rows[place]!.push(value > 0 ? 1 : 0);
    });
  }
  return rows;
}

describe('the masks of dropout as bits', () => {
  it.each([
    ['small batches, the last of which is smaller', 30, 2500],
    ['one image at a time', 1, 300],
    ['a batch that goes through in parts and in more than one chunk', 5000, 7000],
  ])('are those of lib/nn: %s', (_, batchSize, images) => {
    const specification = dropping(batchSize);
    const actual = readBits(specification, planOf(specification), images, 0);
    expect(actual.map(({ length }) => length)).toEqual([
      images * specification.inputs,
      images * 70,
      0,
      images * first.units,
      0,
    ]);
    expect(actual).toEqual(expectedBits(specification, images, 0));
  });

  it('go on in the middle of training', () => {
    const specification = dropping(30);
    expect(readBits(specification, planOf(specification), 90, 600)).toEqual(expectedBits(specification, 90, 600));
  });

  it('count to the scale of what is kept', () => {
    const { inputDrop, layers } = planOf(dropping(30));
    expect(inputDrop!.scale).toBe(1.25);
    expect(layers.map(({ drop }) => drop?.scale)).toEqual([2, undefined, 1 / 0.9, undefined]);
  });
});
