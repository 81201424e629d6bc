import { expect, test } from 'vitest';
import { adviceOn } from '../../../../src/components/widgets/trainer/advice.ts';
import {
  formOf,
  parseForm,
  readShape,
  withRate,
  type NetworkForm,
} from '../../../../src/components/widgets/trainer/form.ts';
import { networkOf, sameSettings } from '../../../../src/lib/systems/network.ts';
import { networkOfPublished, systems } from '../../../../src/lib/systems/published-systems.ts';
import { withOptimizer, withShape } from '../../../../src/components/widgets/trainer/whole-network.ts';
import { validateSpecification } from '../../../../src/lib/nn/validate-specification.ts';

const given = networkOf({ layers: [{ units: 64, activation: 'relu', dropout: 0.2 }, { units: 10 }], epochs: 3 });
const problemsOf = (change: Partial<NetworkForm>) => parseForm({ ...formOf(given), ...change }, given).problems;

test('every published run comes back from the controls as it went in, and is valid', () => {
  const runs = [...systems.values()].flatMap((system) => system.runs);
  expect(runs.length).toBeGreaterThanOrEqual(16);
  for (const run of runs) {
    const network = networkOfPublished(run);
    const { network: read, problems } = parseForm(formOf(network), network);
    expect(problems).toEqual({});
    expect(sameSettings(read!, network), run.name).toBe(true);
    validateSpecification(read!.specification);
  }
});

test('a published run is as long as its last figure says', () => {
  const epochs = (name: string) => systems.get(name)!.runs.map((run) => networkOfPublished(run).epochs);
  expect(epochs('s2')).toEqual([18]);
  expect(epochs('s1')).toEqual([20, 20, 20, 20, 20, 20, 25, 25]);
  expect(epochs('s3')).toEqual([2, 2, 2, 2, 15]);
});

test('what is typed for all hidden layers becomes the list, and keeps what else was set', () => {
  expect(readShape('480, 240-120 60')).toEqual(['480', '240', '120', '60']);
  expect(readShape('')).toEqual([]);
  expect(readShape('12, none')).toBeNull();
  expect(readShape('1 2 3 4 5 6 7 8 9 10 11 12 13')).toBeNull();
  const form = withShape(formOf(given), '32, 16');
  expect(form.hidden).toEqual([
    { units: '32', activation: 'relu', bias: true, dropout: '0.2' },
    { units: '16', activation: 'relu', bias: true, dropout: '0.2' },
  ]);
  expect(parseForm(form, given).network!.specification.layers.map(({ units }) => units)).toEqual([32, 16, 10]);
  expect(parseForm(withShape(form, '32, x'), given).problems).toEqual({
    shape:
      'Hidden layers are up to 12 whole numbers of units from 1 to 4096, such as 128, 64; none for a single layer.',
  });
});

test('bad input says what would be right', () => {
  expect(problemsOf({ batchSize: '2.5' })).toEqual({
    batchSize: 'Batch size: a whole number from 1 to 60,000, such as 30; here stands “2.5”.',
  });
  expect(problemsOf({ epochs: '' })).toEqual({
    epochs: 'Epochs: a whole number from 1 to 200, such as 5; here stands nothing.',
  });
  expect(problemsOf({ rates: { ...formOf(given).rates, learningRate: '0' } })).toEqual({
    learningRate: 'Learning rate: a number above 0 and at most 10, such as 0.1; here stands “0”.',
  });
  expect(problemsOf({ inputDropout: '1' })).toEqual({
    inputDropout: 'Input dropout: a number from 0 to below 1, such as 0.25; here stands “1”.',
  });
  expect(problemsOf({ validates: true, validationFrom: '55000', validationCount: '6000' })).toEqual({
    validationCount: 'Validation images: a whole number from 1 to 5,000, such as 5000; here stands “6000”.',
  });
});

test('numbers may be written as people write them', () => {
  const read = (trainCount: string, learningRate: string) =>
    parseForm({ ...formOf(given), trainCount, rates: { ...formOf(given).rates, learningRate } }, given).network!;
  expect(read('32,000', '0,003').trainCount).toBe(32_000);
  expect(read('32,000', '0,003').specification.optimizer.learningRate).toBe(0.003);
  expect(read(' 500 ', '1e-2').specification.optimizer.learningRate).toBe(0.01);
});

test('settings of an optimizer that is not chosen cannot stand in the way', () => {
  const rates = { ...formOf(given).rates, momentum: 'much' };
  expect(problemsOf({ rates })).toEqual({});
  expect(problemsOf({ rates, optimizer: 'momentum' })).toHaveProperty('momentum');
});

test('a learning rate that nobody chose goes with the optimizer, and back', () => {
  const sgd = given.specification.optimizer;
  const adam = withOptimizer(formOf(given), 'adam', sgd);
  expect(adam.rates.learningRate).toBe('0.001');
  expect(parseForm(adam, given).network!.specification.optimizer).toMatchObject({ name: 'adam', learningRate: 0.001 });
  expect(withOptimizer(adam, 'momentum', sgd).rates.learningRate).toBe('0.01');
  const own = networkOf({ layers: [{ units: 10 }], optimizer: { name: 'sgd', learningRate: 0.37 } });
  const away = withOptimizer(formOf(own), 'rmsprop', own.specification.optimizer);
  expect(withOptimizer(away, 'sgd', own.specification.optimizer).rates.learningRate).toBe('0.37');
});

test('a learning rate that the reader chose stays, and one too large for Adam is advised against', () => {
  const sgd = given.specification.optimizer;
  const chosen = withOptimizer(withRate(formOf(given), 'learningRate', '0.1'), 'adam', sgd);
  expect(chosen.rates.learningRate).toBe('0.1');
  expect(adviceOn(parseForm(chosen, given).network!)).toBe(
    'Adam seldom learns with a learning rate of 0.1: 0.001 is usual.',
  );
  expect(adviceOn(parseForm(withOptimizer(formOf(given), 'adam', sgd), given).network!)).toBeNull();
  // Another rate is not the learning rate.
  const beta = withRate(formOf(given), 'momentum', '0.5');
  expect(withOptimizer(beta, 'adam', sgd).rates).toMatchObject({ learningRate: '0.001', momentum: '0.5' });
});
