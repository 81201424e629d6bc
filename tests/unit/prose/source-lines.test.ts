import { codeToHtml, createCssVariablesTheme } from 'shiki';
import { expect, it } from 'vitest';
import { sourceLines } from '../../../src/components/prose/source-lines.mjs';

const html = (code: string, meta: string): Promise<string> =>
  codeToHtml(code, {
    lang: 'python',
    theme: createCssVariablesTheme(),
    transformers: [sourceLines],
    meta: { __raw: meta },
  });
const CODE = 'loss = f(x)      # 42, 43\nx = g(x)  # [64, 784]  # 40\n# 784 inputs   # 14\nprint(1)  # one number: 7';

it('the lines of a source stand before the lines of the listing', async () => {
  const made = await html(CODE, 'source-lines');
  expect(made).toContain('<pre class="shiki css-variables source-lines"');
  const lines = [...made.matchAll(/<span class="line"(?: data-from="([^"]*)")?>(.*)<\/span>/g)].map(
    ([, from, line = '']) => `${from ?? '-'} ${line.replace(/<[^>]*>/g, '').trimEnd()}`,
  );
  expect(lines).toEqual([
    '42, 43 loss = f(x)',
    '40 x = g(x)  # [64, 784]',
    '14 # 784 inputs',
    '- print(1)  # one number: 7',
  ]);
});

it('other listings keep their comments', async () => {
  expect(await html(CODE, '')).not.toContain('data-from');
});
