import { expect, it } from 'vitest';
import { inline } from '../../../src/components/prose/inline.ts';

it('renders code and formulas, and leaves the rest as it stands', () => {
  const html = inline('The slope of `f` is $\\vp_j - \\vlabel_j$ & more.');
  expect(html).toContain('<code class="together">f</code>');
  expect(html).toContain('data-symbol="probabilities"');
  expect(html).toContain('&amp; more.');
});

it('refuses a formula whose backslash JavaScript has eaten', () => {
  expect(() => inline('already in $\vp_j$.')).toThrow(
    'Text of an attribute: expected no control characters, got "already in $\\u000bp_j$.". In a JavaScript string write \\\\ for each \\ of a formula.',
  );
});
