import { expect, test } from 'vitest';
import { checkTrainerProps, type AuthorProps } from '../../../../src/components/widgets/trainer/author.ts';
import { CONTROLS } from '../../../../src/components/widgets/trainer/controls.ts';
import { VIEW_NAMES } from '../../../../src/components/widgets/pictures/registry.ts';
import { systems } from '../../../../src/lib/systems/published-systems.ts';

const check = (props: Partial<AuthorProps>) => () => checkTrainerProps({ id: 'one', title: 'One', ...props }, systems);
const layers = [{ units: 10 }];

test('an author’s mistake is an error with its remedy', () => {
  expect(check({ system: 's2', network: { layers } })).toThrow(
    'Trainer "one": expected one of system, network and networks, got 2. Write system="s2"',
  );
  expect(check({ start: 'zero' })).toThrow(
    'Trainer "one": start: expected one of random, zeros, got "zero". Choose one of them.',
  );
  expect(check({ order: 'any' })).toThrow('order: expected file or shuffled, got "any"');
  expect(check({ alpha: 11 })).toThrow('Alpha: a number above 0 and at most 10');
  expect(check({ alpha: 0.1, network: { layers } })).toThrow('alpha: expected a trainer for the delta rule');
  expect(check({ code: 'mine' })).toThrow('code: expected book or reader, got "mine". Choose one of them.');
  expect(check({ code: 'reader' })).toThrow('code: expected an exercise whose code trains, got none');
  expect(check({ exercise: 'update', network: { layers } })).toThrow('exercise: expected a single layer');
  expect(check({ system: 's9' })).toThrow(
    'system: expected one of c13, s0, s1, s2, s3, s4, got "s9". Choose one of them',
  );
  expect(check({ system: 's3', only: ['as it was'] })).toThrow(
    'only: expected names of runs of s3 (as printed; log-softmax;',
  );
  expect(check({ network: { layers: [{ units: 9 }] } })).toThrow(
    'layers: expected 10 units in the last, one for each class, got 9. Change it in the network "784-9".',
  );
  expect(check({ network: { layers, batchSize: 0 } })).toThrow(
    'batchSize: expected a whole number of at least 1, got 0.',
  );
  expect(check({ network: { layers, trainCount: 50_000, validation: { from: 40_000, count: 10_000 } } })).toThrow(
    'validation: expected images after the 50000 that are trained on and up to 60000',
  );
  expect(check({ networks: [{ layers }, { layers }] })).toThrow('expected names that differ, got "784-10" twice');
  expect(check({ network: { layers }, change: ['alpha'] })).toThrow(
    `change: expected some of ${CONTROLS.slice(0, 2).join(', ')}`,
  );
  expect(check({ network: { layers }, overlay: [[1]] })).toThrow('overlay: expected pairs [epoch, loss], got [1]');
  expect(check({ network: { layers }, id: 'One' })).toThrow('id: expected lower-case words joined by hyphens');
});

test('what an author leaves out has a default', () => {
  const { networks, change, views, by } = check({ network: { layers } })();
  expect(networks[0]).toMatchObject({
    name: '784-10',
    epochs: 1,
    trainCount: 60_000,
    validation: null,
    figures: [],
    specification: {
      layers: [{ units: 10, activation: 'identity', bias: true, dropout: 0 }],
      loss: 'crossEntropy',
      optimizer: { name: 'sgd', learningRate: 0.1 },
      initialization: 'pytorch',
      batchSize: 30,
      order: 'shuffled',
      seed: 0,
    },
  });
  expect([change, views.length, by]).toEqual([
    ['learningRate', 'batchSize', 'epochs', 'seed'],
    VIEW_NAMES.length,
    null,
  ]);
});

test('without a network it is a single layer that the delta rule trains, called by the trainer’s title', () => {
  const { preset, networks, code } = check({ alpha: 0.001, start: 'zeros', epochs: 2 })();
  expect([preset, code]).toEqual(['single layer', 'book']);
  expect(networks[0]).toMatchObject({
    name: 'One',
    epochs: 2,
    specification: {
      layers: [{ units: 10, activation: 'identity', bias: false }],
      loss: 'squaredError',
      optimizer: { name: 'sgd', learningRate: 0.001 },
      initialization: 'zeros',
      batchSize: 1,
      order: 'file',
      seed: 10,
    },
  });
  expect(check({ exercise: 'update', code: 'reader' })().code).toBe('reader');
  expect(check({ system: 's4' })()).toMatchObject({ preset: 'single layer', by: 'S4', networks: [{ name: 'One' }] });
  expect(check({ network: { layers } })().preset).toBe('network');
});

test('a system brings its runs, in the order that is asked for, and its name', () => {
  const { networks, by } = check({ system: 's3', only: ['log-softmax', 'as printed'] })();
  expect([networks.map(({ name }) => name), by]).toEqual([['log-softmax', 'as printed'], 'S3']);
});
