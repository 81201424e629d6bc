import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { workerEntryProblems } from '../../../scripts/post-build/worker-entries.ts';

const made: string[] = [];

function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
  made.push(folder);
  mkdirSync(path.join(folder, '_astro'));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, '_astro', file), text);
  return folder;
}

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

const PAGE =
  'let w=new Worker(new URL(new URL(`worker-A1.js`,import.meta.url).href,``+import.meta.url),{type:`module`});';
const EDITOR = 'function e(t){return new Worker(new URL(`editor.worker-B2.js`,import.meta.url).href,{name:t})}';

it('finds nothing where the entries of workers import, and are not imported from', () => {
  const folder = site({
    'page.js': PAGE + EDITOR,
    'worker-A1.js': 'import("./host-C3.js")',
    'host-C3.js': 'import("./engine-D4.js")',
    'engine-D4.js': 'import{a}from"./host-C3.js";import("./worker-A1.json.js")',
    'editor.worker-B2.js': 'import{b}from"./shared.js"',
  });
  expect(workerEntryProblems(folder)).toEqual([]);
});

it.each([
  ['import{n as e}from"./worker-A1.js";', 'worker-A1'],
  ['import"./worker-A1.js";', 'worker-A1'],
  ['export * from `./worker-A1.js`', 'worker-A1'],
  ['let m=await import(`./worker-A1.js`)', 'worker-A1'],
  ['import { c } from "../_astro/editor.worker-B2.js"', 'editor.worker-B2'],
])('finds a chunk that says %s', (code, entry) => {
  const folder = site({ 'page.js': PAGE + EDITOR, 'engine-D4.js': code });
  expect(workerEntryProblems(folder)).toEqual([
    `_astro/engine-D4.js imports from _astro/${entry}.js, a worker's entry: WebKit would evaluate that again.`,
  ]);
});

it('says so when it finds no worker at all, rather than nothing', () => {
  expect(workerEntryProblems(site({ 'page.js': 'new Worker(address)' }))).toEqual([
    'No worker was found in the scripts: does the check still know how they are made?',
  ]);
});
