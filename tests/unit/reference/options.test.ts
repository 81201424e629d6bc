import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { referenceOf } from '../../../src/reference/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'options-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('options are read from an interface, with their defaults and words', () => {
  const path = file(
    'Lens.astro',
    `---
import x from './x.ts';

/** A lens
 * over \`pixels\`. */
interface Props {
  /** From 1. */
  image?: number;
  title: string;
  size?: 'small' | 'large';
}
const { title, size } = Astro.props;
const { image = 3 } = Astro.props;
---
<p>{title}</p>
`,
  );
  expect(referenceOf(path)).toEqual({
    words: 'A lens over `pixels`.',
    options: [
      { name: 'image', type: 'number', required: false, initial: '3', words: 'From 1.' },
      { name: 'title', type: 'string', required: true, initial: null, words: '' },
      { name: 'size', type: "'small' | 'large'", required: false, initial: null, words: '' },
    ],
  });
});

test('options are followed through names, other files, unions and what an interface extends', () => {
  file(
    'author.ts',
    `interface Base { id: string }
export interface One extends Base { alpha?: number }
export type Other = { beta?: string } & Base;
`,
  );
  const path = file(
    'Wide.astro',
    `---
import { type One, type Other as Second } from './author.ts';
type Props = One | Second;
const { beta = 'b' } = Astro.props;
---
`,
  );
  expect(referenceOf(path).options.map(({ name, initial }) => [name, initial])).toEqual([
    ['id', null],
    ['alpha', null],
    ['beta', "'b'"],
  ]);
});

test('a default of something that is no option is an error that says what to do', () => {
  const path = file('Odd.astro', '---\nconst { gamma = 1 } = Astro.props;\n---\n');
  expect(() => referenceOf(path)).toThrow(/expected "gamma".*found none\. Write Props as an interface/);
});
