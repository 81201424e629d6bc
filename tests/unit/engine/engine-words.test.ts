import { describe, expect, it } from 'vitest';
import { engineWords } from '../../../src/lib/engine/engine-words.ts';
import { whyNotOptimizer } from '../../../src/lib/engine/simd/optimizing.ts';

describe('what the reader calls an engine', () => {
  it('is the part of the machine that computes', () => {
    expect(['reference', 'simd', 'webgpu', 'reader', 'auto'].map(engineWords)).toEqual([
      'CPU',
      'CPU (WebAssembly)',
      'GPU',
      'your code',
      'the fastest here',
    ]);
  });

  it('is the name itself where the book has no engine of that name', () => {
    for (const name of ['PyTorch', 'toString', '']) expect(engineWords(name)).toBe(name);
  });

  it('is what messages call it', () => {
    const why = whyNotOptimizer({ name: 'rmsprop', learningRate: 0.01, decay: 0.9, epsilon: 1e-40 });
    expect(why).toMatch(/^The engine for the CPU \(WebAssembly\) computes with 32-bit floats/);
  });
});
