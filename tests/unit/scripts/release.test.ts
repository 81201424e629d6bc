import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { release } from '../../../scripts/release/release.ts';

let root = '';
let built: Record<string, string | Uint8Array> = {};
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@b', ...args], { encoding: 'utf8' });
const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
};
/** Gates that are green, and build. */
const green = (): boolean => {
  for (const [path, content] of Object.entries(built)) put(`dist/${path}`, content);
  return true;
};
const make = (gates = green) => release({ root, gates, say: () => undefined });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'release-'));
  git('init', '-q');
  put('package.json', '{ "version": "1.2.3" }');
  put('CHANGELOG.md', '# Changelog\n\n## 1.2.3 - 2026-11-29\n\n- All.\n');
  put('.gitignore', 'dist/\nrelease/\n');
  git('add', '.');
  git('commit', '-qm', 'Begin');
  built = {
    'index.html': '<p>Home</p>',
    '.nojekyll': '',
    'data/mnist/images.bin': Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) % 251),
  };
});

test('a release is one zip with every file of the site, whose checksums hold', () => {
  const { zip, files } = make();
  expect(files).toBe(3);
  const folder = mkdtempSync(join(tmpdir(), 'unzipped-'));
  for (const [path, content] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const site = join(folder, 'delta-to-depth-1.2.3');
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe('<p>Home</p>');
  const check = (cwd: string, file: string): string =>
    execFileSync('sha256sum', ['--check', file], { cwd, encoding: 'utf8' });
  expect(check(site, 'SHA256SUMS').trim().split('\n').sort()).toEqual([
    '.nojekyll: OK',
    'data/mnist/images.bin: OK',
    'index.html: OK',
  ]);
  expect(check(join(root, 'release'), 'delta-to-depth-1.2.3.zip.sha256')).toContain('OK');
  writeFileSync(join(site, 'index.html'), '<p>Hone</p>');
  expect(() => execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: site, stdio: 'pipe' })).toThrow();
});

test('the same commit and build give the same bytes, in any time zone', () => {
  const first = readFileSync(make().zip);
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Asia/Tokyo';
  const second = readFileSync(make().zip);
  process.env['TZ'] = zone ?? 'UTC';
  expect(second.equals(first)).toBe(true);
});

test.each<[string, () => void, RegExp, (() => boolean)?]>([
  [
    'a changed file',
    () => put('package.json', '{ "version": "1.2.3", "x": 1 }'),
    /M package\.json\nCommit or put away/,
  ],
  ['a file that git does not know', () => put('new.ts', ''), /\?\? new\.ts/],
  [
    'a version that the changelog does not know',
    () => {
      put('package.json', '{ "version": "1.3.0" }');
      git('commit', '-qam', 'Next');
    },
    /should have the heading "## 1\.3\.0 - YYYY-MM-DD"; it has none/,
  ],
  [
    'a version without a date',
    () => {
      put('CHANGELOG.md', '## 1.2.3\n');
      git('commit', '-qam', 'Undate');
    },
    /it has "## 1\.2\.3"/,
  ],
  ['a red gate', () => undefined, /a gate is red/, () => green() && false],
  [
    'gates that change a file',
    () => undefined,
    /since the gates ran,.*\n.*M CHANGELOG\.md/,
    () => {
      put('CHANGELOG.md', 'changed');
      return green();
    },
  ],
])('no release is made with %s', (_, spoil, message, gates = green) => {
  spoil();
  expect(() => make(gates)).toThrow(message);
  expect(() => readFileSync(join(root, 'release/delta-to-depth-1.2.3.zip'))).toThrow(/ENOENT/);
  rmSync(root, { recursive: true });
});
