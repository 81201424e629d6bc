import { expect, it } from 'vitest';
import katex from 'katex';
import { formulaText } from '../../../scripts/post-build/fonts.ts';

it('finds the letters that formulas show, and not those of their MathML twins or of the text', () => {
  const html = `<p>prose Q ${katex.renderToString('\\delta_j = \\hat y')} more ${katex.renderToString('\\sum_{i=1}^{784} x_i')}</p>`;
  const letters = [...new Set(formulaText(html).replace(/[\s\u200b]/g, ''))].sort().join('');
  expect(letters).toBe([...new Set('δj=y^∑i1784x')].sort().join(''));
});

it('finds a sign that HTML writes as a reference', () => {
  expect(formulaText(katex.renderToString('w < 0'))).toMatch(/w\s*<\s*0/);
});
