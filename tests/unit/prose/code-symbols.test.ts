import { codeToHtml, createCssVariablesTheme } from 'shiki';
import { expect, it } from 'vitest';
import { codeSymbols } from '../../../src/components/prose/code-symbols.mjs';

const marked = async (code: string): Promise<string[]> => {
  const html = await codeToHtml(code, { lang: 'ts', theme: createCssVariablesTheme(), transformers: [codeSymbols] });
  return [...html.matchAll(/data-symbol="(\w+)"[^>]*>([^<]*)</g)].map(
    ([, symbol = '', text = '']) => `${text}: ${symbol}`,
  );
};

it('names in listings carry their symbols', async () => {
  expect(await marked('const delta = prediction[j] - label[j];')).toEqual([
    'delta: delta',
    'prediction: prediction',
    'label: label',
  ]);
  expect(await marked('weights[i][j] -= alpha * weightDeltas[i][j];')).toEqual([
    'weights: W',
    'alpha: alpha',
    'weightDeltas: weightDeltas',
  ]);
});

it('comments, strings and longer names carry none', async () => {
  expect(await marked("// the delta of one image\nconst text = 'delta'; const deltas = 1;")).toEqual([]);
});
