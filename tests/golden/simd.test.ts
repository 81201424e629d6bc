import { describe, expect, it } from 'vitest';
import plain from '../../src/lib/engine/simd/compiled/plain.ts';
import { loadKernels } from '../../src/lib/engine/simd/load-kernels.ts';
import { SimdEngine } from '../../src/lib/engine/simd/simd-engine.ts';
import { goldenCases, goldenDifferences } from '../support/golden.ts';

// Measured worst: 7e-6 after one step, 1.7e-5 after 100 (small gradients under RMSProp), else 7e-6.
const TOLERANCE = 5e-5;

/** Both builds of the kernels. Which one is taken depends on the machine. */
const builds = {
  plain: await WebAssembly.compile(Buffer.from(plain, 'base64')),
  'for this machine': (await loadKernels())!,
};

describe.each(Object.entries(builds))('the simd engine (%s) beside NumPy and PyTorch', (_name, module) => {
  it.each(goldenCases)('$name', async (golden) => {
    const differences = await goldenDifferences(golden, new SimdEngine(golden.specification, module));
    for (const [what, difference] of Object.entries(differences))
      expect(difference, what).toBeLessThanOrEqual(TOLERANCE);
  });
});
