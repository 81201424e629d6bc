import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { packHandIn } from '../../src/lib/hand-in/hand-in.ts';
import { networkOf } from '../../src/lib/systems/network.ts';
import { FORGED, handInOf } from './forged.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'class-'));
const CAUGHT = '/tmp/caught-by-class';

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.setTimeout(240_000);

test('instructor can run again what was handed in from the command line, with the same verdicts as on the page', async () => {
  rmSync(CAUGHT, { force: true });
  for (const [name, handIn] of FORGED) writeFileSync(path.join(folder, `${name}.json.gz`), await packHandIn(handIn));
  const { specification } = networkOf({ layers: [{ units: 10 }], seed: 3 });
  const claim = {
    version: 1,
    specification,
    epochs: 1,
    trainCount: 100,
    validation: null,
    arithmetic: { name: 'reference', maths: '00000000' },
    imagesSeen: 100,
    correct: 10_000,
    of: 10_000,
  };
  const runs = handInOf('Runner', '', {
    exercises: [],
    claims: [
      { title: 'all right', claim },
      { title: 'no seed', claim: { ...claim, specification: { ...specification, seed: -5 } } },
    ],
  });
  writeFileSync(path.join(folder, 'runner.json.gz'), await packHandIn(runs));
  writeFileSync(path.join(folder, 'cut.json.gz'), (await packHandIn(runs)).slice(0, -9));
  const csv = path.join(folder, 'out.csv');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/class/main.ts', 'verify', folder, '--csv', csv, '--seconds', '10'],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stdout, stderr).toContain('left out: cut.json.gz: It is cut off or damaged');
  for (const [name, , outcome] of FORGED)
    if (outcome === 'confirmed') expect(stdout).not.toContain(`${name}, 03-`);
    else expect(stdout).toContain(`${name}, 03-the-delta-rule/error-and-delta: ${outcome}. Handed in as passed`);
  expect(stdout).toMatch(
    /Runner, run 1: differs\. Handed in: 10,000 of 10,000 right after 100 images\. Here: [\d,]+ of 10,000\./,
  );
  expect(stdout).toContain('Runner, run 2: failed. No run of the book makes this claim. seed: expected');
  expect(stdout).toContain('confirmed 1, differs 5, failed 2, not run 0');
  expect(readFileSync(csv, 'utf8')).toContain('passed, differs');
  expect(status).toBe(1);
  // Nothing of what was handed in has run in Node.
  expect(existsSync(CAUGHT)).toBe(false);
});
