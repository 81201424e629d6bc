import { describe, expect, it } from 'vitest';
import { tieNumbers } from '../../../scripts/post-build/number-spaces.ts';

describe('a number and its per cent sign', () => {
  it('are tied in text', () => {
    expect(tieNumbers('<p>97.8 to 98.02 %, of <b>3</b> %</p>')).toBe('<p>97.8 to 98.02\u00a0%, of <b>3</b> %</p>');
  });
  it('stay as they are in code, scripts and attributes', () => {
    for (const html of [
      '<pre><code>5 % 2 <span>7 % 3</span></code> 9 % 4</pre>',
      '<script>const a = 5 % 2;</script>',
      '<astro-island props="{&quot;code&quot;:&quot;5 % 2&quot;,&quot;a&quot;:&quot;>&quot;}"></astro-island>',
      '<!-- 5 % -->',
    ])
      expect(tieNumbers(html)).toBe(html);
  });
});
