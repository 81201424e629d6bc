import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { arithmeticHere, roundsAlike } from '../../../src/lib/engine/arithmetic.ts';

/** What Node says of the kernels, with or without the processor's fused multiply-add. */
function kernelsIn(...flags: string[]): { arithmetic: string; weights: Record<string, string> } {
  const script = `
    import { createHash } from 'node:crypto';
    import { arithmeticOf, loadKernels } from './src/lib/engine/simd/load-kernels.ts';
    import { createSimdEngine, SimdEngine } from './src/lib/engine/simd/simd-engine.ts';
    import plain from './src/lib/engine/simd/compiled/plain.ts';
    import relaxed from './src/lib/engine/simd/compiled/relaxed.ts';
    import { networkOf } from './src/lib/systems/network.ts';
    const { specification } = networkOf({
      layers: [{ units: 16, activation: 'tanh' }, { units: 10 }],
      optimizer: { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    });
    const images = Uint8Array.from({ length: 784 * 300 }, (_, i) => (Math.imul(i, 2654435761) >>> 24) % 5 === 0 ? i % 256 : 0);
    const labels = Uint8Array.from({ length: 300 }, (_, i) => (i * 7) % 10);
    const weights = {};
    for (const [name, text] of Object.entries({ plain, relaxed })) {
      const engine = new SimdEngine(specification, await WebAssembly.compile(Buffer.from(text, 'base64')));
      await engine.train({ count: 300, images, labels }, 900, new AbortController().signal);
      const hash = createHash('sha1');
      for (const { values } of await engine.readWeights()) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      weights[name] = hash.digest('hex');
    }
    const { arithmetic } = await createSimdEngine(specification);
    console.log(JSON.stringify({ arithmetic, weights }));
  `;
  return JSON.parse(
    execFileSync(process.execPath, [...flags, '--input-type=module-typescript', '-e', script], { encoding: 'utf8' }),
  ) as ReturnType<typeof kernelsIn>;
}

describe('the arithmetic of the simd engine', () => {
  it('is plain on a processor that does not fuse, whose weights are those of the plain kernels to the bit', () => {
    const { arithmetic, weights } = kernelsIn('--no-enable-fma3');
    expect(arithmetic).toBe('simd-plain');
    expect(weights['relaxed']).toBe(weights['plain']);
  });

  it('is fused where the processor fuses, and then the weights are others', () => {
    const { arithmetic, weights } = kernelsIn();
    expect(arithmetic).toBe('simd-fused');
    expect(weights['relaxed']).not.toBe(weights['plain']);
  });
});

describe('ways of rounding', () => {
  it('are alike where the engine and the last bits of the browser’s own functions are, and never on cards', () => {
    const here = arithmeticHere('reference');
    expect(here.maths).toMatch(/^[0-9a-f]{8}$/);
    expect(roundsAlike(here, { ...here })).toBe(true);
    expect(roundsAlike(here, { ...here, maths: '00000000' })).toBe(false);
    expect(roundsAlike(here, arithmeticHere('simd-plain'))).toBe(false);
    expect(roundsAlike(arithmeticHere('webgpu'), arithmeticHere('webgpu'))).toBe(false);
  });
});
