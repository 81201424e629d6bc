import { describe, expect, it } from 'vitest';
import { EngineLostError } from '../../../src/lib/engine/engine-lost-error.ts';
import { engineWords } from '../../../src/lib/engine/engine-words.ts';
import { say } from '../../../src/lib/engine/session/messages.ts';
import { whyNotOptimizer } from '../../../src/lib/engine/simd/optimizing.ts';

describe('what the reader calls an engine', () => {
  it('is the part of the machine that computes', () => {
    expect(['reference', 'simd', 'webgpu', 'reader'].map(engineWords)).toEqual([
      'CPU',
      'CPU (WebAssembly)',
      'GPU',
      'your code',
    ]);
  });

  it('is the name itself where the book has no engine of that name', () => {
    for (const name of ['PyTorch', 'toString', '']) expect(engineWords(name)).toBe(name);
  });

  it('is what messages call it', () => {
    const { message: why } = new EngineLostError('The graphics device was lost.');
    const told = [
      ...(['none', 'kept', 'lost'] as const).map((memory) => say.engineLost(why, 'simd', 1240, memory).message),
      say.engineLost(why, 'reference', 0, 'none').message,
      whyNotOptimizer({ name: 'rmsprop', learningRate: 0.01, decay: 0.9, epsilon: 1e-40 })!,
    ];
    expect(told[0]).toBe(
      'The graphics device was lost. Training goes on with the CPU (WebAssembly), from the weights last read back, at image 1,240.',
    );
    expect(told[4]).toMatch(/^The engine for the CPU \(WebAssembly\) computes with 32-bit floats/);
    for (const message of told) expect(message).not.toMatch(/simd|reference|webgpu/i);
  });
});
