import { describe, expect, it } from 'vitest';
import { ImageOrder } from '../../../src/lib/nn/ordering.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';

const batches = (order: ImageOrder, until: number): number[][] => {
  const all: number[][] = [];
  for (let seen = 0; seen < until; seen += all.at(-1)!.length) all.push([...order.batch(seen)]);
  return all;
};

describe('the order of images', () => {
  it('is that of the file, and a batch never reaches over the end of an epoch', () => {
    const order = new ImageOrder(7, 3, 'file', new RandomState(1));
    expect(batches(order, 14)).toEqual([[0, 1, 2], [3, 4, 5], [6], [0, 1, 2], [3, 4, 5], [6]]);
  });

  it('is one permutation an epoch when shuffled, from the generator as the weights left it', () => {
    const random = new RandomState(10);
    for (let k = 0; k < 12; k++) random.randomSample(); // the weights
    const python = new RandomState(10);
    python.setState(random.getState());
    const order = new ImageOrder(7, 3, 'shuffled', random);
    const drawn = [python.permutation(7), python.permutation(7)].map((epoch) => [...epoch]);
    expect(batches(order, 14).flat()).toEqual(drawn.flat());
    expect(drawn[0]).not.toEqual(drawn[1]);
  });

  it('is the same again after going back or leaping ahead', () => {
    const order = new ImageOrder(50, 10, 'shuffled', new RandomState(3));
    const third = [...order.epoch(2)];
    const first = [...order.epoch(0)];
    expect([...order.epoch(2)]).toEqual(third);
    expect([...order.batch(110)]).toEqual(third.slice(10, 20));
    expect([...new ImageOrder(50, 10, 'shuffled', new RandomState(3)).epoch(0)]).toEqual(first);
  });

  it('draws nothing for the order of the file', () => {
    const random = new RandomState(3);
    new ImageOrder(50, 10, 'file', random).epoch(4);
    expect(random.randomSample()).toBe(new RandomState(3).randomSample());
  });
});
