import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserVersion, findBrowser } from '../../../scripts/lib/browser.mjs';
import { findFirefox, provide } from '../../../scripts/lib/other-browsers.mjs';

describe('finding a browser', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'browser-'))));
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it('takes the one that DELTA_BROWSER names before any other', async () => {
    const file = path.join(folder, 'my-chrome');
    await writeFile(file, '#!/bin/sh\necho "Chromium 1.2.3"\n');
    await chmod(file, 0o755);
    vi.stubEnv('DELTA_BROWSER', file);
    expect(await findBrowser({ install: false })).toBe(file);
    expect(browserVersion(file)).toBe('Chromium 1.2.3');
  });
  it('says what it expected when DELTA_BROWSER names no file', async () => {
    vi.stubEnv('DELTA_BROWSER', path.join(folder, 'absent'));
    await expect(findBrowser()).rejects.toThrow(
      /DELTA_BROWSER: expected the path of a Chromium or Chrome, got .*absent/,
    );
  });
  it('finds an installed one on the PATH', async () => {
    const file = path.join(folder, 'chromium');
    await writeFile(file, '');
    vi.stubEnv('DELTA_BROWSER', '');
    vi.stubEnv('PATH', folder);
    expect(await findBrowser({ install: false })).toBe(file);
  });
});

describe('the other browsers', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('are installed by their packages when they are not there, and what is left out is said when they cannot be', () => {
    vi.stubEnv('PATH', '/nowhere');
    const asked: string[][] = [];
    const install = (names: string[]): boolean => {
      asked.push(names);
      return false;
    };
    expect(provide('firefox', install)).toMatch(/^left out: Firefox is not installed.*nothing is tested in it/);
    expect(provide('webkit', install)).toMatch(/^left out: WebKit, Safari's engine, is not installed/);
    expect(asked).toEqual([['firefox-esr'], ['webkit2gtk-driver', 'xvfb']]);
  });
  it('are looked for where DELTA_FIREFOX says first', () => {
    vi.stubEnv('DELTA_FIREFOX', '/nowhere/firefox');
    expect(() => findFirefox()).toThrow('DELTA_FIREFOX: expected the path of a Firefox, got "/nowhere/firefox"');
  });
});
