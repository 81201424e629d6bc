import { unified } from '@astrojs/markdown-remark';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { expect, it } from 'vitest';
import { inline } from '../../../src/components/prose/inline.ts';
import {
  rehypeKeepPunctuation,
  rehypeOutsideLinks,
  rehypeScrollableTables,
  rehypeTieNumbers,
  remarkDisplayFormulas,
} from '../../../src/components/prose/markdown.mjs';

const processor = unified({
  remarkPlugins: [remarkMath, remarkDisplayFormulas],
  rehypePlugins: [
    [rehypeKatex, { output: 'html' }],
    rehypeKeepPunctuation,
    rehypeTieNumbers,
    rehypeScrollableTables,
    rehypeOutsideLinks,
  ],
});

async function html(markdown: string): Promise<string> {
  const renderer = await processor.createRenderer({ syntaxHighlight: false });
  return (await renderer.render(markdown)).code;
}

it('a formula that is a paragraph of its own is a display formula; one within a sentence is not', async () => {
  expect(await html('$$x = 1$$')).toMatch(/^<span class="katex-display">/);
  expect(await html('Let $$x = 1$$ be.')).not.toContain('katex-display');
});

it('a short formula stays with the stops and brackets around it, and loses none of them', async () => {
  const text = (code: string): string => code.replace(/<[^>]*>/g, '').replace(/\u200b/g, '');
  const code = await html('See ($x$), then $y$. And $z$ too.');
  expect(text(code)).toBe('See (x), then y. And z too.');
  expect(code).toMatch(
    /<span class="together">\(<span class="katex">.*?<\/span><\/span><\/span><\/span>\),<\/span> then/s,
  );
});

it('a long formula may still be broken', async () => {
  expect(await html('So $a + b + c + d + e + f + g + h + i$.')).not.toContain('together');
});

it('a display formula, however short, is left as it is', async () => {
  expect(await html('$$x = 1$$')).toMatch(/^<span class="katex-display"><span class="katex">/);
});

it('short code stays on one line with the stops around it; long code and listings may be broken', async () => {
  expect(await html('Write (`w[i] -= …`).')).toContain('<span class="together">(<code>w[i] -= …</code>).</span>');
  expect(await html('Write `prediction[j] += image[i] * weights[i][j]`.')).not.toContain('together');
  expect(await html('```\na b\n```')).not.toContain('together');
});

it('a word with bars in an attribute is not broken', () => {
  expect(inline('Here |x|² = 91.35')).toBe('Here <span class="together">|x|²</span> = 91.35');
});

it('a number stays with its per cent sign, and 5 x 5 x 8 in one piece; code is left as it is', async () => {
  expect(await html('Some 98 % of 5 x 5 x 8, and `5 x 5 %`.')).toBe(
    '<p>Some 98\u00a0% of 5\u00a0x\u00a05\u00a0x\u00a08, and <span class="together"><code>5 x 5 %</code>.</span></p>',
  );
  expect(inline('98 % of 5 × 5, a x b %, `5 x 5`')).toBe(
    '98\u00a0% of 5\u00a0×\u00a05, a x b %, <code class="together">5 x 5</code>',
  );
});

it('a table scrolls within its own box', async () => {
  expect(await html('| a |\n|---|\n| 1 |')).toMatch(/<div class="scroll-x"><table>[\s\S]*<\/table><\/div>/);
});

it('attributes may hold code and formulas; the rest is text, not markup', () => {
  expect(inline('a <b> & `w[i] < 1`')).toBe('a &lt;b&gt; &amp; <code class="together">w[i] &lt; 1</code>');
  expect(inline('the $\\vdelta$ of 5 $ or more')).toMatch(
    /^the <span class="katex">.*data-symbol="delta".* of 5 \$ or more$/s,
  );
  expect(() => inline('$\\nosuchmacro$')).toThrow(/nosuchmacro/);
});

it('a link to another site says that it leads out; one within the book does not', async () => {
  expect(await html('See [a](https://example.org/) and [b](/playground/).')).toBe(
    '<p>See <a href="https://example.org/" rel="external noreferrer">a</a> and <a href="/playground/">b</a>.</p>',
  );
});
