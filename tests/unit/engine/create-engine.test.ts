import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../../src/lib/engine/create-engine.ts';
import { deltaRule } from '../../support/specifications.ts';

const referenceEngines = vi.hoisted(() => ({ made: 0 }));
vi.mock('../../../src/lib/engine/reference/reference-engine.ts', async (original) => {
  const { ReferenceEngine } = await original<typeof import('../../../src/lib/engine/reference/reference-engine.ts')>();
  return {
    ReferenceEngine: class extends ReferenceEngine {
      constructor(...settings: ConstructorParameters<typeof ReferenceEngine>) {
        referenceEngines.made++;
        super(...settings);
      }
    },
  };
});
beforeEach(() => void (referenceEngines.made = 0));

describe('createEngine', () => {
  it('falls back to the reference engine and says why', async () => {
    const { engine, because } = await createEngine('webgpu', deltaRule);
    expect(engine.name).toBe('reference');
    expect(because).toMatch(/WebGPU/);
    expect(referenceEngines.made).toBe(1);
  });

  it('makes the engine that is asked for, and no other', async () => {
    expect((await createEngine('simd', deltaRule)).engine.name).toBe('simd');
    expect(referenceEngines.made).toBe(0);
  });

  it.each(['reference', 'simd-plain', 'simd-fused'] as const)(
    'makes the one that rounds as asked: %s',
    async (choice) => {
      const { engine, because } = await createEngine(choice, deltaRule);
      expect(engine.arithmetic).toBe(choice);
      expect(because).toBeUndefined();
    },
  );

  it.each(['reference', 'simd', 'webgpu', 'auto'] as const)(
    'says what is wrong with the specification before it makes any engine: %s',
    async (choice) => {
      await expect(createEngine(choice, { ...deltaRule, batchSize: 0 })).rejects.toThrow(RangeError);
      await expect(createEngine(choice, { ...deltaRule, batchSize: 0 })).rejects.toThrow('batchSize');
      expect(referenceEngines.made).toBe(0);
    },
  );
});
