import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kept } from '../../../../src/components/widgets/explain/kit/kept.ts';

let folder = '';
let sources: string[] = [];
let computed = 0;
const value = (): Promise<readonly number[]> => kept('some', () => [++computed], { sources, folder: path.join(folder, 'kept') }); // prettier-ignore

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
  sources = [path.join(folder, 'code')];
  mkdirSync(path.join(folder, 'code/inner'), { recursive: true });
  writeFileSync(path.join(folder, 'code/inner/model.ts'), 'one');
  computed = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what the build has worked out is not worked out again', async () => {
  expect(await value()).toEqual([1]);
  expect(await value()).toEqual([1]);
  expect(readdirSync(path.join(folder, 'kept'))).toHaveLength(1);
});

test('it is worked out again when its code has changed, and not when its looks have', async () => {
  await value();
  writeFileSync(path.join(folder, 'code/inner/model.ts'), 'two');
  expect(await value()).toEqual([2]);
  writeFileSync(path.join(folder, 'code/View.tsx'), 'a view');
  expect(await value()).toEqual([2]);
});

test('what fails is not kept', async () => {
  const failing = kept('some', () => Promise.reject(new Error('no images')), { sources, folder });
  await expect(failing).rejects.toThrow('no images');
  expect(await value()).toEqual([1]);
});
