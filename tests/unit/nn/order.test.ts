import { describe, expect, it } from 'vitest';
import { ImageOrder, startOf } from '../../../src/lib/nn/order.ts';
import { drawParameters } from '../../../src/lib/nn/parameters.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { tinyHidden } from '../../support/specifications.ts';

const inFileOrder = (random: RandomState): ImageOrder => new ImageOrder({ batchSize: 3, order: 'file' }, random);
const shuffled = (batchSize: number, random: RandomState): ImageOrder =>
  new ImageOrder({ batchSize, order: 'shuffled' }, random);

const batches = (order: ImageOrder, count: number, until: number): number[][] => {
  const all: number[][] = [];
  for (let seen = 0; seen < until; seen += all.at(-1)!.length) all.push([...order.batch(count, seen)]);
  return all;
};

describe('the order of images', () => {
  it('is that of the file, and a batch never reaches over the end of an epoch', () => {
    expect(batches(inFileOrder(new RandomState(1)), 7, 14)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6],
      [0, 1, 2],
      [3, 4, 5],
      [6],
    ]);
  });

  it('is one permutation an epoch when shuffled, from the generator as the weights left it', () => {
    const random = new RandomState(10);
    for (let k = 0; k < 12; k++) random.randomSample(); // the weights
    const python = new RandomState(10);
    python.setState(random.getState());
    const order = shuffled(3, random);
    const drawn = [python.permutation(7), python.permutation(7)].map((epoch) => [...epoch]);
    expect(batches(order, 7, 14).flat()).toEqual(drawn.flat());
    expect(drawn[0]).not.toEqual(drawn[1]);
  });

  it('is the same again after going back or leaping ahead', () => {
    const order = shuffled(10, new RandomState(3));
    const third = [...order.epoch(50, 2)];
    const first = [...order.epoch(50, 0)];
    expect([...order.epoch(50, 2)]).toEqual(third);
    expect([...order.batch(50, 110)]).toEqual(third.slice(10, 20));
    expect([...shuffled(10, new RandomState(3)).epoch(50, 0)]).toEqual(first);
  });

  it('draws nothing for the order of the file', () => {
    const random = new RandomState(3);
    inFileOrder(random).epoch(50, 4);
    expect(random.randomSample()).toBe(new RandomState(3).randomSample());
  });

  it.each(['file', 'shuffled'] as const)('begins anew for another count of images, in %s order', (order) => {
    const made = (): ImageOrder => new ImageOrder({ batchSize: 2, order }, new RandomState(3));
    const used = made();
    used.epoch(50, 3);
    expect([...used.epoch(8, 0)]).toEqual([...made().epoch(8, 0)]);
    expect([...used.epoch(50, 1)]).toEqual([...made().epoch(50, 1)]);
  });

  it('comes after the weights, whatever takes them', () => {
    const specification = { ...tinyHidden, order: 'shuffled' as const };
    const [parameters, order] = startOf(specification, drawParameters);
    const python = new RandomState(specification.seed);
    expect(parameters.map(({ values }) => [...values])).toEqual(
      drawParameters(specification, python).map(({ values }) => [...values]),
    );
    expect([...order.epoch(20, 0)]).toEqual([...python.permutation(20)]);
  });
});
