import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { InterchangeError } from '../../../src/lib/interchange/interchange-error.ts';
import { readModelFiles } from '../../../src/lib/interchange/model-files.ts';

const refusal = (files: ReadonlyMap<string, Uint8Array>): InterchangeError => {
  try {
    readModelFiles(files);
  } catch (error) {
    if (error instanceof InterchangeError) return error;
    throw error;
  }
  return expect.fail('expected a refusal');
};
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

it('refuses a zip of thousands of files before it unpacks any', () => {
  const entries = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`part-${n}.bin`, new Uint8Array(1)]));
  expect(refusal(new Map([['model.zip', zipSync(entries, { level: 0 })]])).message).toBe(
    'zip: expected at most 1000 files, found more',
  );
});

it('names a few of many files, and how many more there are', () => {
  const files = new Map(Array.from({ length: 500 }, (_, n) => [`part-${n}.safetensors`, new Uint8Array(8)]));
  expect(refusal(files).message).toBe(
    'files: expected one safetensors file, or model.json with its weights, found part-0.safetensors, part-1.safetensors, part-2.safetensors, part-3.safetensors, part-4.safetensors, part-5.safetensors and 494 more',
  );
});

it('keeps a message short enough to show, whatever names a file has', () => {
  const manifest = [{ paths: ['weights.bin'], weights: [{ name: 'x'.repeat(1e6), shape: [1], dtype: 'float32' }] }];
  const error = refusal(new Map([['model.json', text({ modelTopology: {}, weightsManifest: manifest })]]));
  expect(error.message.length).toBeLessThan(2000);
  const named = new InterchangeError('y'.repeat(1e6), 'z'.repeat(1e6), 'w'.repeat(1e6));
  expect(named.message.length).toBeLessThan(2000);
});
