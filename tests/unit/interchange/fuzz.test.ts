import { describe, expect, it } from 'vitest';
import { InterchangeError } from '../../../src/lib/interchange/interchange-error.ts';
import { readModelFiles, zipTensorFlowModel } from '../../../src/lib/interchange/model-files.ts';
import { writeModelFile } from '../../../src/lib/interchange/sequential.ts';
import { writeTensorFlowModel } from '../../../src/lib/interchange/tensorflow.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { deep, modelOf } from './models.ts';

const TRIES = 1500;

/** A copy with a few bytes changed, and sometimes cut or lengthened. */
function damaged(bytes: Uint8Array, random: RandomState): Uint8Array {
  const below = (count: number): number => random.nextUint32() % count;
  const copy = bytes.slice();
  // The head of a file decides most, so half of the damage falls there.
  for (let i = below(6); i >= 0; i--)
    copy[below(below(2) ? 200 : copy.length)] = below(2) ? below(256) : 0x30 + below(10);
  const kind = below(6);
  if (kind === 0) return copy.subarray(0, below(copy.length));
  return kind === 1 ? Uint8Array.from([...copy, ...copy.subarray(0, below(40))]) : copy;
}

function outcome(files: ReadonlyMap<string, Uint8Array>): 'read' | 'refused' {
  try {
    const { weights } = readModelFiles(files);
    expect(weights.every(({ values }) => values.every(Number.isFinite))).toBe(true);
    return 'read';
  } catch (error) {
    if (error instanceof InterchangeError) return 'refused';
    throw error;
  }
}

describe('a damaged file', () => {
  const model = modelOf(deep);
  const parts = writeTensorFlowModel(model);
  const kinds: Record<string, (random: RandomState) => ReadonlyMap<string, Uint8Array>> = {
    safetensors: (random) => new Map([['m.safetensors', damaged(writeModelFile(model), random)]]),
    zip: (random) => new Map([['m.zip', damaged(zipTensorFlowModel(model, 'm'), random)]]),
    'model.json': (random) => new Map([...parts, ['model.json', damaged(parts.get('model.json')!, random)]]),
  };
  it.each(Object.entries(kinds))('of kind %s is read or refused, and nothing else happens', (_kind, make) => {
    const random = new RandomState(2026);
    const outcomes = { read: 0, refused: 0 };
    for (let i = 0; i < TRIES; i++) outcomes[outcome(make(random))]++;
    expect(outcomes.refused).toBeGreaterThan(TRIES / 2);
    expect(outcomes.read).toBeGreaterThan(0);
  });
});
