import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readClass, type ClassFile } from '../../../src/lib/class/class-file.ts';
import { editionOf, marked, type SiteFiles } from '../../../src/lib/edition/edition.ts';
import { manifestOf } from '../../../src/lib/edition/manifest.ts';
import { zipped } from '../../../src/lib/edition/pack.ts';

const CLASS: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Tom & <Jerry>',
  solutions: 'passed',
  hints: 'always',
  handIn: { ask: 'name' },
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (of: Uint8Array | undefined): string => new TextDecoder().decode(of);
const SITE: SiteFiles = new Map([
  ['index.html', bytes('<!doctype html><html lang="en" data-root="./"><head>')],
  ['sandbox.html', bytes('<!doctype html><html lang="en"><head>')],
  ['service-worker.js', bytes('e([{url:"index.html",revision:"0a1b"},{url:"_astro/a.12345678.js",revision:null}])')],
  ['data/mnist/train.bin', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)],
]);

describe('an edition', () => {
  test('has its class, and every page asks for it but the frame of readers’ code', () => {
    const files = editionOf(SITE, { classFile: CLASS, scorm: null });
    expect(text(files.get('index.html'))).toBe('<!doctype html><html data-class lang="en" data-root="./"><head>');
    expect(text(files.get('sandbox.html'))).toBe(text(SITE.get('sandbox.html')));
    expect(readClass(text(files.get('class.json')))).toEqual({ file: CLASS });
    expect(files.has('imsmanifest.xml')).toBe(false);
    expect(files.get('data/mnist/train.bin')).toEqual(SITE.get('data/mnist/train.bin'));
  });

  test('has browsers that know this host fetch each page anew, and scripts not', () => {
    const files = editionOf(SITE, { classFile: CLASS, scorm: null });
    expect(text(files.get('service-worker.js'))).toBe(
      'e([{url:"index.html",revision:"0a1b-class"},{url:"_astro/a.12345678.js",revision:null}])',
    );
    expect(() => editionOf(new Map([['service-worker.js', bytes('e([])')]]), { classFile: null, scorm: null })).toThrow(
      'expected a list of pages',
    );
  });

  test('made of an edition gives the same as made of the site', () => {
    const once = editionOf(SITE, { classFile: CLASS, scorm: '2004' });
    expect(editionOf(once, { classFile: CLASS, scorm: '2004' })).toEqual(once);
    const plain = editionOf(once, { classFile: null, scorm: null });
    expect(text(plain.get('index.html'))).toBe(text(SITE.get('index.html')));
    expect([...plain.keys()].toSorted()).toEqual([...SITE.keys()].toSorted());
  });

  test('for a learning platform lists each of its files once, and its name cannot break the list', () => {
    for (const scorm of ['1.2', '2004'] as const) {
      const files = editionOf(SITE, { classFile: CLASS, scorm });
      const manifest = text(files.get('imsmanifest.xml'));
      const listed = [...manifest.matchAll(/<file href="([^"]+)"\/>/g)].map(([, href]) => href);
      expect(listed.toSorted()).toEqual([...files.keys()].filter((name) => name !== 'imsmanifest.xml').toSorted());
      expect(manifest).toContain('<title>Delta to Depth: Tom &amp; &lt;Jerry&gt;</title>');
      expect(manifest).toContain(`<schemaversion>${scorm === '1.2' ? '1.2' : '2004 4th Edition'}</schemaversion>`);
    }
    expect(manifestOf('2004', 'a\u0000b\u0008c', [])).toContain('<title>a b c</title>');
  });

  test('refuses what is no page', () => {
    expect(() => marked('<p>', true)).toThrow('expected a page');
    expect(marked('<html>', true)).toBe('<html data-class>');
    expect(marked('<html data-class="" lang="en">', true)).toBe('<html data-class lang="en">');
  });
});

describe('a zip', () => {
  const large = bytes(Array.from({ length: 40_000 }, (_, i) => `${i * i}\n`).join(''));
  const files: SiteFiles = new Map([...SITE, ['_astro/large.js', large]]);
  const zip = async (options = {}): Promise<Uint8Array> =>
    new Uint8Array(await new Blob(await zipped(files, { level: 6, ...options })).arrayBuffer());

  test('unpacks to the same files, and is the same when it is made again', async () => {
    const once = await zip();
    expect(unzipSync(once)).toEqual(Object.fromEntries(files));
    expect(once.length).toBeLessThan(large.length);
    expect(await zip()).toEqual(once);
  });

  test('says how far it is, and can be stopped', async () => {
    const seen: number[] = [];
    await zip({ onBytes: (done: number) => seen.push(done) });
    expect(seen).toHaveLength(files.size);
    expect(seen.at(-1)).toBe([...files.values()].reduce((sum, one) => sum + one.length, 0));
    const stop = new AbortController();
    const packing = zip({ signal: stop.signal, onBytes: () => stop.abort() });
    await expect(packing).rejects.toMatchObject({ name: 'AbortError' });
  });
});
