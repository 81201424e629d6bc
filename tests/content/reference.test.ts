import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { dev } from 'astro';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { componentFiles, referenceOf } from '../../src/reference/options.ts';

const root = resolve(import.meta.dirname, '../..');
const imports = [...componentFiles(root)].map(([name, path]) => [name, `${root}/${path}`] as const);

let html = '';
let stop = async (): Promise<void> => undefined;

beforeAll(async () => {
  vi.stubEnv('VITEST', undefined); // under Vitest, Astro's server answers nothing
  const server = await dev({ root, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  stop = () => server.stop();
  const answer = await fetch(`http://127.0.0.1:${server.address.port}/components/`);
  html = await answer.text();
  expect(answer.status, html.slice(0, 2000)).toBe(200);
}, 180_000);

afterAll(() => stop());

test('in development, the reference shows every component that chapters use, each option, and a living example', () => {
  expect(imports.length).toBeGreaterThan(18);
  for (const [name, path] of imports) {
    const section = html.split(`data-component="${name}"`)[1]?.split('data-component=')[0] ?? '';
    expect(section, `a section for ${name}`).toContain(`>${name}</h2>`);
    for (const option of referenceOf(path).options)
      expect(section, `${name} ${option.name}`).toContain(`data-option="${option.name}"`);
    expect(section, `an example of ${name}`).toMatch(/class="example"|In the example of/);
  }
});

test('every option has words', () => {
  const silent = imports.flatMap(([name, path]) =>
    referenceOf(path)
      .options.filter(({ words }) => words === '')
      .map((option) => `${name} ${option.name}`),
  );
  expect(silent).toEqual([]);
});

test('the built book does not have the reference', () => {
  expect(existsSync(`${root}/dist/index.html`)).toBe(true);
  expect(existsSync(`${root}/dist/components`)).toBe(false);
});
