import { expect, it } from 'vitest';
import { straySpaces, unrendered } from '../../../scripts/post-build/unrendered.ts';

it.each([
  ['<p>the slope is in $p_j - label_j$ twice</p>', 'the slope is in $p_j - label_j$ twice'],
  ['<p>a \\alpha of one</p>', 'a \\\\alpha of one'],
  ['<p>a step of \vp_j</p>', 'a step of \\u000bp_j'],
  ['<p>a step of &#11;p</p>', 'a step of \\u000bp'],
  ['<p title="more > less">one</p><p>costs &#36;x</p>', 'costs $x'],
  ['<img alt="the curve of $x^2$">', 'the curve of $x^2$'],
  ['<meta name="description" content="about $W$">', 'about $W$'],
  ['<pre><code>x</code></pre><p>then $y</p>', 'then $y'],
])('finds what is shown raw in %j', (html, text) => {
  expect(unrendered(html)).toEqual([text]);
});

it('lets code, scripts and what KaTeX keeps of a formula be', () => {
  expect(
    unrendered(
      '<script>const a = `${b}`;</script><style>a::after{content:"\\2014"}</style><pre data-a="$"><code>`${n} of ${m}`</code></pre>' +
        '<p>run <code>$OUT</code></p><textarea>`${x}`</textarea>' +
        '<math><semantics><mi>α</mi><annotation encoding="application/x-tex">\\alpha</annotation></semantics></math>' +
        '<!-- $ --><astro-island props="{&quot;why&quot;:&quot;$x$&quot;}"></astro-island><p>50 % or 60\u00a0%\n</p>',
    ),
  ).toEqual([]);
});

it.each([
  ['<p>under this (\n  <a href="#">licence</a>).</p>', 'under this ('],
  ['<p><a href="#">one</a> , <a href="#">two</a></p>', ','],
  ['<p>as it stands ; and <b>goes</b> on</p>', 'as it stands ; and'],
  ['<img alt="a curve ( of two )">', 'a curve ( of two )'],
])('finds a space too many in %j', (html, text) => {
  expect(straySpaces(html)).toEqual([text]);
});

it('lets spaces be where they belong, and code', () => {
  expect(
    straySpaces('<p>one, two (<b>three</b>) · four; at .5</p><pre>f( 1 , 2 )</pre><p>a <code>( x )</code></p>'),
  ).toEqual([]);
});
