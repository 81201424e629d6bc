import { expect, test } from 'vitest';
import { firstModel } from '../../../../src/components/widgets/workbench/first-model.ts';
import {
  bandsOf,
  passOf,
  sharesOf,
  shownUnits,
  stagesOf,
  votesOfUnit,
} from '../../../../src/components/widgets/workbench/scene.ts';
import { Training } from '../../../../src/lib/nn/training.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';

const dense = networkOf({ seed: 3, layers: [{ units: 20, activation: 'relu' }, { units: 10 }] });
const convolutional = networkOf({
  seed: 3,
  convolutions: [{ filters: 4, size: 5, activation: 'relu', pool: 2 }],
  layers: [{ units: 6, activation: 'relu' }, { units: 10 }],
});
const image = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);

test('the weights shown before a run are those that a run begins with', () => {
  for (const network of [dense, convolutional]) {
    const model = firstModel(network)!;
    const { parameters } = new Training(network.specification).network;
    expect(model.weights.map(({ name, values }) => [name, [...values]])).toEqual(
      parameters.map(({ name, values }) => [name, [...values]]),
    );
  }
  expect(firstModel(networkOf({ layers: [{ units: 4000 }, { units: 10 }] }))).toBeNull();
});

test('a unit votes for each class with its value times its weight, and with the biases the votes are the scores', () => {
  const model = firstModel(dense)!;
  const pass = passOf(model, image);
  const stages = stagesOf(model, pass);
  const bias = model.weights.at(-1)!.values;
  const sums = Array.from({ length: 10 }, (_, j) =>
    Array.from({ length: 20 }, (__, unit) => votesOfUnit(stages, 0, unit)!.votes![j]!).reduce(
      (a, b) => a + b,
      bias[j]!,
    ),
  );
  for (const [j, sum] of sums.entries()) expect(sum).toBeCloseTo(pass[1]![j]!, 5);
  const shares = sharesOf(dense.specification, pass[1]!);
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
});

test('behind a convolution a connection stands for all weights of a map: its size is their length', () => {
  const model = firstModel(convolutional)!;
  const [, next] = stagesOf(model, null);
  const weight = model.weights.find(({ shape }) => shape[0] === 4 * 144)!.values; // [576, 6]
  let squares = 0;
  for (let place = 0; place < 144; place++) squares += weight[(2 * 144 + place) * 6 + 5]! ** 2;
  expect(next!.join.of(2, 5)).toBeCloseTo(Math.sqrt(squares), 6);
  expect(next!.join.many).toBe(true);
  const kernel = model.weights[0]!.values.slice(25, 50);
  expect(stagesOf(model, null)[0]!.join.of(0, 1)).toBeCloseTo(Math.hypot(...kernel), 6);
});

test('between two convolutions it stands for one kernel on one map', () => {
  const two = { size: 3, activation: 'relu', pool: 1 } as const;
  const model = firstModel(
    networkOf({
      seed: 3,
      convolutions: [
        { ...two, filters: 2 },
        { ...two, filters: 4 },
      ],
      layers: [{ units: 10 }],
    }),
  )!;
  const kernels = model.weights.find(({ shape }) => shape.join() === '4,2,3,3')!.values;
  expect(stagesOf(model, null)[1]!.join.of(1, 2)).toBeCloseTo(Math.hypot(...kernels.slice(5 * 9, 6 * 9)), 6);
});

test('of a map the largest counts', () => {
  const model = firstModel(convolutional)!;
  const [maps] = passOf(model, image);
  expect(maps).toHaveLength(4);
});

test('the most active units are shown, in their own order', () => {
  expect(shownUnits({ units: 5, values: [0, 3, -4, 1, 2] }, 3)).toEqual([1, 2, 4]);
  expect(shownUnits({ units: 5, values: null }, 3)).toEqual([0, 1, 2]);
  expect(shownUnits({ units: 3, values: [0, 0, 9] }, 3)).toEqual([0, 1, 2]);
});

test('bands are as strong as their weight against the largest, with its sign; nothing joins by zero', () => {
  const weights = [
    [0.5, -2],
    [0, 1],
  ];
  const bands = bandsOf([0, 1], [0, 1], { many: false, of: (from, to) => weights[from]![to]! });
  expect(bands).toEqual([
    { from: 0, to: 1, strength: -1 },
    { from: 1, to: 1, strength: 0.5 },
    { from: 0, to: 0, strength: 0.25 },
  ]);
});
