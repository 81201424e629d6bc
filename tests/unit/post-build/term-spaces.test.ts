import { expect, test } from 'vitest';
import { closeTerms } from '../../../scripts/post-build/term-spaces.ts';

test('a term stands close to the sign behind it, and apart from the word', () => {
  expect(closeTerms('a <dfn id="a">pixel</dfn> . A <dfn>label</dfn>\n, or <dfn>one</dfn> more')).toBe(
    'a <dfn id="a">pixel</dfn>. A <dfn>label</dfn>, or <dfn>one</dfn> more',
  );
});
