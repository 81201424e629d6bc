import { describe, expect, it } from 'vitest';
import { relativeCss, relativeHtml, rootFrom } from '../../../scripts/post-build/relative-urls.ts';

const file = 'chapters/the-delta-rule/index.html';

describe('relative addresses', () => {
  it('lead from a page to the root of the site', () => {
    expect([rootFrom('index.html'), rootFrom('about/index.html'), rootFrom(file)]).toEqual(['./', '../', '../../']);
  });

  it('replace addresses from the root in every attribute that holds one, quoted or not', () => {
    expect(
      relativeHtml(`<a class="x" href="/about/">a</a><img src='/a.png' alt=""><script src=/b.js></script>`, file),
    ).toBe(`<a class="x" href="../../about/">a</a><img src='../../a.png' alt=""><script src=../../b.js></script>`);
  });

  it('begin with a dot at the root, so that an island may import them', () => {
    expect(relativeHtml('<astro-island component-url="/_astro/a.js" renderer-url="/_astro/b.js">', 'index.html')).toBe(
      '<astro-island component-url="./_astro/a.js" renderer-url="./_astro/b.js">',
    );
  });

  it('replace each address of a srcset', () => {
    expect(relativeHtml('<img srcset="/a.png 1x, /b.png 2x">', 'about/index.html')).toBe(
      '<img srcset="../a.png 1x, ../b.png 2x">',
    );
  });

  it('leave other hosts, anchors and relative addresses alone', () => {
    const html =
      '<a href="https://example.org/x">1</a><a href="//example.org/">2</a><a href="#step-a">3</a><a href="../b/">4</a>';
    expect(relativeHtml(html, file)).toBe(html);
  });

  it('leave what only looks like a tag alone: text, scripts, comments', () => {
    const html =
      '<p>&lt;a href="/x"&gt;</p><script>const a = \'<a href="/x">\';</script><!-- <a href="/x"> --><title><a href="/x"></title>';
    expect(relativeHtml(html, file)).toBe(html);
  });

  it('replace url() in the styles of a page, and what only a reader without scripts sees', () => {
    expect(
      relativeHtml(
        '<style>a{src:url(/f.woff2)}</style><p style="background:url(/x.svg)">url(/x)</p><noscript><img src="/a.png"></noscript>',
        'about/index.html',
      ),
    ).toBe(
      '<style>a{src:url(../f.woff2)}</style><p style="background:url(../x.svg)">url(/x)</p><noscript><img src="../a.png"></noscript>',
    );
  });

  it('replace url() in style sheets, quoted or not', () => {
    expect(
      relativeCss('a{src:url(/_astro/f.woff2)}b{background:url("/x.svg")}c{src:url(data:x)}', '_astro/page.css'),
    ).toBe('a{src:url(../_astro/f.woff2)}b{background:url("../x.svg")}c{src:url(data:x)}');
  });
});
