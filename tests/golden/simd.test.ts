import { describe, expect, it } from 'vitest';
import plain from '../../src/lib/engine/simd/compiled/plain.ts';
import { loadKernels } from '../../src/lib/engine/simd/load-kernels.ts';
import { SimdEngine } from '../../src/lib/engine/simd/simd-engine.ts';
import { goldenCases, goldenDifferences, goldenTolerance } from '../support/golden.ts';

/** Both builds of the kernels. Which one is taken depends on the machine. */
const builds = {
  plain: await WebAssembly.compile(Buffer.from(plain, 'base64')),
  'for this machine': (await loadKernels())!,
};

describe.each(Object.entries(builds))('the simd engine (%s) beside NumPy and PyTorch', (_name, module) => {
  it.each(goldenCases)('$name', async (golden) => {
    const differences = await goldenDifferences(golden, new SimdEngine(golden.specification, module));
    for (const [what, difference] of Object.entries(differences))
      expect(difference, what).toBeLessThanOrEqual(goldenTolerance(golden, what));
  });
});
