import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completed, missingOptional, platformOf } from '../../../scripts/lockfile.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the lockfile', () => {
  it('holds every optional package that it names (else run "npm run lockfile")', () => {
    expect(missingOptional(lock)).toEqual([]);
  });
  it('names no registry', () => {
    expect(JSON.stringify(lock)).not.toMatch(/"resolved":/);
  });
  it('pins every dependency of package.json exactly', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(`${name} ${version as string}`).toMatch(/ \d+\.\d+\.\d+$/);
    }
  });
});

describe('docs/dependencies.md', () => {
  const text = readFileSync('docs/dependencies.md', 'utf8');
  const named = [...text.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  );
  it('says of every dependency why it is there, and of no other', () => {
    expect(named.sort()).toEqual(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort());
  });
});

describe('completing a lockfile', () => {
  const partial = {
    packages: {
      '': {},
      'node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { '@tool/linux-x64-gnu': '2.0.0', '@tool/win32-arm64-msvc': '2.0.0' },
      },
      'node_modules/@tool/linux-x64-gnu': { version: '2.0.0' },
      'node_modules/other': { version: '1.0.0', optionalDependencies: { near: '1.0.0' } },
      'node_modules/other/node_modules/near': { version: '1.0.0' },
    },
  };
  it('finds what is absent and nothing else', () => {
    expect(missingOptional(partial)).toEqual([
      { wantedBy: 'node_modules/tool', name: '@tool/win32-arm64-msvc', version: '2.0.0' },
    ]);
  });
  it('adds it with its platform', () => {
    expect(completed(partial).packages['node_modules/@tool/win32-arm64-msvc']).toEqual({
      version: '2.0.0',
      os: ['win32'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    });
    expect(missingOptional(completed(partial))).toEqual([]);
  });
  it.each([
    ['@rollup/rollup-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@pagefind/windows-x64', { os: ['win32'], cpu: ['x64'] }],
    ['@astrojs/compiler-binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['@rollup/rollup-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
  ])('reads the platform out of %s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
  it('asks for help with a range', () => {
    expect(() => completed({ packages: { '': { optionalDependencies: { near: '^1.0.0' } } } })).toThrow(
      'expected an exact version',
    );
  });
});
