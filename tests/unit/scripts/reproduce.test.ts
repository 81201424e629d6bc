import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reproduce } from '../../../scripts/reproduce/run.ts';
import s4 from '../../../scripts/reproduce/systems/s4.ts';
import type { PublishedSystem } from '../../../scripts/reproduce/system.ts';

const script = fileURLToPath(new URL('../../../scripts/reproduce.ts', import.meta.url));

/** Two images of two pixels, each with its own label. */
const data = { count: 2, images: Uint8Array.of(255, 0, 0, 255), labels: Uint8Array.of(0, 1) };

const small = (accepted: readonly [number, number]): PublishedSystem => ({
  title: 'small',
  source: 'made up',
  specification: { ...s4.specification, inputs: 2, layers: [{ units: 2, activation: 'identity', bias: false }], initialization: 'zeros' },
  figures: [
    { imagesSeen: 0, printed: '50 %', accepted: [1, 1] },
    { imagesSeen: 2, printed: '100 %', accepted },
  ],
});

const silent = (): void => undefined;

describe('reproduce', () => {
  it('calls a figure equal when the count is the accepted one', () => {
    const result = reproduce('small', small([2, 2]), data, data, silent);
    expect(result.figures.map(({ correct, equal }) => [correct, equal])).toEqual([[1, true], [2, true]]);
    expect(result.equal).toBe(true);
  });

  it('takes a range of counts', () => {
    expect(reproduce('small', small([1, 2]), data, data, silent).equal).toBe(true);
  });

  it('says so when a figure is not reproduced', () => {
    const result = reproduce('small', small([0, 1]), data, data, silent);
    expect(result.figures.map(({ equal }) => equal)).toEqual([true, false]);
    expect(result.equal).toBe(false);
  });

  it('names the systems it knows when asked for another, and fails', () => {
    const { status, stderr } = spawnSync(process.execPath, [script, 's9'], { encoding: 'utf8' });
    expect(stderr.trim()).toMatch(/^reproduce: expected some of .*s4.*, or --json; got s9\.$/);
    expect(status).toBe(1);
  });
});
