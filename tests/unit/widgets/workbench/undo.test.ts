import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { undoOf } from '../../../../src/components/widgets/workbench/undo.ts';

const watched = () => {
  let time = 0;
  const value = signal('64');
  const undo = undoOf(value, () => time);
  const type = (text: string, after: number): void => {
    time += after;
    value.value = text;
  };
  return { value, undo, type };
};

test('changes are taken back one by one, the last one first', () => {
  const { value, undo, type } = watched();
  expect(undo.possible.value).toBe(false);
  type('128', 1000);
  type('256', 1000);
  undo.undo();
  expect(value.value).toBe('128');
  undo.undo();
  expect(value.value).toBe('64');
  expect(undo.possible.value).toBe(false);
  undo.undo();
  expect(value.value).toBe('64');
});

test('what is typed in one go is one change', () => {
  const { value, undo, type } = watched();
  type('1', 1000);
  type('12', 200);
  type('128', 200);
  type('9', 1000);
  undo.undo();
  expect(value.value).toBe('128');
  undo.undo();
  expect(value.value).toBe('64');
});

test('what follows an undo can be taken back as well', () => {
  const { value, undo, type } = watched();
  type('128', 1000);
  undo.undo();
  type('32', 10);
  undo.undo();
  expect(value.value).toBe('64');
});
