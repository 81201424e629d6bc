import { MOST_CONVOLUTIONS } from '../../../../src/lib/systems/link.ts';
import { expect, test } from 'vitest';
import { formOf, parseForm, type NetworkForm } from '../../../../src/components/widgets/trainer/form.ts';
import {
  changedConvolution,
  changedHidden,
  stepped,
  withBorder,
  withConvolution,
  withHidden,
  withoutConvolution,
  withoutHidden,
} from '../../../../src/components/widgets/workbench/edits.ts';
import { parameterCount } from '../../../../src/lib/nn/shapes.ts';
import { validateSpecification } from '../../../../src/lib/nn/validate-specification.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';

const given = networkOf({
  layers: [{ units: 64, activation: 'tanh', dropout: 0.2 }, { units: 32, activation: 'relu' }, { units: 10 }],
});
const form = formOf(given);
const edited = (...edits: ((form: NetworkForm) => Partial<NetworkForm> | null)[]): NetworkForm =>
  edits.reduce((now, edit) => ({ ...now, ...edit(now) }), form);
const units = ({ hidden }: NetworkForm): string => hidden.map((layer) => layer.units).join(' ');
const parametersOf = (now: NetworkForm): number => {
  const { network, problems } = parseForm(now, given);
  expect(problems).toEqual({});
  validateSpecification(network!.specification);
  return parameterCount(network!.specification);
};

test('a layer put between two is like the one before it; the others stay', () => {
  const after = edited((now) => withHidden(now, 1));
  expect(units(after)).toBe('64 64 32');
  expect(after.hidden[1]).toMatchObject({ activation: 'tanh', dropout: '0.2' });
  expect(after.hidden[2]).toBe(form.hidden[1]);
  expect(units(edited((now) => withHidden(now, 0)))).toBe('64 64 32');
  expect(units(edited((now) => withHidden(now, 2)))).toBe('64 32 64');
  // 784 x 64 + 64, 64 x 64 + 64, 64 x 32 + 32, 32 x 10 + 10
  expect(parametersOf(after)).toBe(50240 + 4160 + 2080 + 330);
});

test('a layer is removed, changed, and what was typed for all of them gives way', () => {
  const typed = { ...form, shape: '64, 32' };
  expect({ ...typed, ...withoutHidden(typed, 0) }).toMatchObject({ shape: null, hidden: [form.hidden[1]] });
  expect({ ...typed, ...changedHidden(typed, 1, { units: '20' }) }).toMatchObject({ shape: null });
  expect(parametersOf(edited((now) => changedHidden(now, 1, { units: '20' })))).toBe(50240 + 1300 + 210);
});

test('no more than twelve hidden layers', () => {
  let now = form;
  for (let k = 0; k < 20; k++) now = { ...now, ...withHidden(now, 0) };
  expect(now.hidden).toHaveLength(12);
});

test('convolutions go before the dense layers, as many as there is room for, and what comes of it can be trained', () => {
  const one = edited((now) => withConvolution(now, 0));
  expect(one.convolutions).toEqual([{ filters: 8, size: 5, activation: 'relu', pool: 2 }]);
  // 28 - 5 + 1 = 24, pooled 12: 8 x 12 x 12 = 1,152 inputs of the first dense layer.
  expect(parametersOf(one)).toBe(8 * 26 + 1152 * 64 + 64 + 2080 + 330);
  let now = form;
  for (let k = 0; k < 9; k++) now = { ...now, ...withConvolution(now, now.convolutions.length) };
  expect(now.convolutions.length).toBeLessThanOrEqual(MOST_CONVOLUTIONS);
  expect(withConvolution(now, 0)).toBeNull();
  parametersOf(now);
  expect(
    edited(
      (at) => withConvolution(at, 0),
      (at) => withoutConvolution(at, 0),
    ).convolutions,
  ).toEqual([]);
});

test('a kernel that has no place on its picture is not taken', () => {
  const one = edited((now) => withConvolution(now, 0));
  expect(changedConvolution(one, 0, { size: 29 })).toBeNull();
  expect(changedConvolution(one, 0, { pool: 25 })).toBeNull();
  expect(changedConvolution(one, 0, { size: 7 })).not.toBeNull();
});

test('widths step from one round number to the next, also from between them, and not past the ends', () => {
  expect([stepped('64', 1), stepped('64', -1), stepped('100', 1), stepped('100', -1)]).toEqual([
    '96',
    '48',
    '128',
    '96',
  ]);
  expect([stepped('1', -1), stepped('4096', 1), stepped('64', 1, 64), stepped('many', 1)]).toEqual([
    '1',
    '4096',
    '64',
    'many',
  ]);
});

test('what is not trained on validates, all of it; at the end nothing does', () => {
  expect(withBorder(form, 50_000)).toEqual({
    trainCount: '50000',
    validates: true,
    validationFrom: '50000',
    validationCount: '10000',
  });
  const { network } = parseForm(
    edited((now) => withBorder(now, 45_000)),
    given,
  );
  expect(network!.validation).toEqual({ from: 45_000, count: 15_000 });
  expect(withBorder(form, 60_000)).toEqual({ trainCount: '60000', validates: false });
});
