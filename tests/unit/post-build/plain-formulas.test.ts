import { expect, it } from 'vitest';
import { plainFormula, withoutTex, withPlainFormulas } from '../../../scripts/post-build/plain-formulas.ts';

it('puts short formulas into words', () => {
  expect(plainFormula('\\vdeltatwo_j')).toBe('δ⁽²⁾_j');
  expect(plainFormula('\\vWone')).toBe('W⁽¹⁾');
  expect(plainFormula('-1/\\sqrt{n}')).toBe('−1/√n');
  expect(plainFormula('784 \\cdot 32 + 32 + 32 \\cdot 10 + 10 = 25{,}450')).toBe(
    '784 · 32 + 32 + 32 · 10 + 10 = 25,450',
  );
  expect(plainFormula('\\text{ReLU}(z) = \\max(0, z)')).toBe('ReLU(z) = max(0, z)');
  expect(plainFormula('\\vW_{ij}')).toBe('W_ij');
  expect(plainFormula('\\vw + s')).toBe('w + s');
  expect(plainFormula('|\\vx|^2')).toBe('|x|²');
});

it('leaves out what does not go into a line', () => {
  expect(plainFormula('\\frac{\\vloss(\\vw + s)}{2 s}')).toBeNull();
  expect(plainFormula('\\begin{cases} 1 & 2 \\end{cases}')).toBeNull();
});

const katex = (tex: string, display = ''): string =>
  `<span class="katex${display}"><span class="katex-mathml"><math><semantics><annotation encoding="application/x-tex">${tex}</annotation></semantics></math></span><span class="katex-html"><span>letters</span></span></span>`;

it('replaces each formula of a page, once', () => {
  expect(
    withPlainFormulas(
      `<p>Raise ${katex('w &gt; 0')} by <b>s</b>.</p>${katex('x', '-display')}<p>End ${katex('\\vp')}</p>`,
    ),
  ).toBe('<p>Raise w &gt; 0 by <b>s</b>.</p> <p>End p</p>');
  expect(withPlainFormulas(`The slope ${katex('f&#39;(z)')}.`)).toBe("The slope f'(z).");
});

it('takes the TeX out of a page, and nothing else', () => {
  const rest = '<math><semantics><mi>x</mi>';
  const formula = `${rest}<annotation encoding="application/x-tex">x &lt; \\vp</annotation></semantics></math>`;
  expect(withoutTex(`<p>a ${formula} b ${formula}</p>`)).toBe(
    `<p>a ${rest}</semantics></math> b ${rest}</semantics></math></p>`,
  );
  expect(withoutTex('<p>a</p>')).toBe('<p>a</p>');
});

it('says which formula is broken', () => {
  expect(() => withPlainFormulas('<span class="katex"><span>')).toThrow('Formula: expected its element to be closed');
});
