import { expect, test, vi } from 'vitest';
import { highlightListing } from '../../../src/components/lab/listing.ts';

const code =
  "import { show } from 'lab';\n\nexport function update(weights: Matrix, alpha: number) {\n  // 1 < 2 & delta\n  weights[0][0] -= alpha * 2;\n}";
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

test("a highlighted listing's text is the code, to the letter", async () => {
  const html = await highlightListing(code);
  expect(textOf(html)).toBe(`${code}\n`);
  expect(html.match(/class="lab-line"/g)).toHaveLength(6);
});

test('a listing names kinds of words and symbols of the book, and colours none itself', async () => {
  const html = await highlightListing(code);
  expect(html).toContain('<span class="tk-keyword">import</span>');
  expect(html).toContain('<span class="tk-string">\'lab\'</span>');
  expect(html).toContain('<span class="tk-type">Matrix</span>');
  expect(html).toContain('<span class="symbol" data-symbol="W">weights</span>[');
  expect(html).toContain('<span class="symbol" data-symbol="alpha">alpha</span> *');
  expect(html).toContain('<span class="tk-comment">// 1 &lt; 2 &amp; delta</span>');
  expect(html).not.toContain('style=');
});

test('a listing has its colours however slow the machine is', async () => {
  const quick = await highlightListing(code);
  let now = 0;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => (now += 1000));
  const slow = await highlightListing(code);
  clock.mockRestore();
  expect(slow).toBe(quick);
});
