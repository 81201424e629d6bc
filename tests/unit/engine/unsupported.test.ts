import { describe, expect, it } from 'vitest';
import type { NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { createEngine } from '../../../src/lib/engine/create-engine.ts';
import { whyUnsupported } from '../../../src/lib/engine/webgpu/unsupported.ts';
import { deltaRule } from '../../support/specifications.ts';

const layers = [{ units: 8, activation: 'relu', bias: true, dropout: 0.5 }, deltaRule.layers[0]!] as const;
const beyond: readonly (readonly [change: Partial<NetworkSpecification>, part: string])[] = [
  [{ optimizer: { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } }, 'the optimizer adam'],
  [{ normalization: 'symmetric' }, 'inputs from -1 to 1'],
  [{ inputDropout: 0.1, l2: 0.1 }, 'dropout, L2 regularisation'],
  [{ layers }, 'dropout'],
];

describe('the WebGPU engine', () => {
  it('does what it always did, also when the new parts are named with their defaults', () => {
    expect(whyUnsupported({ ...deltaRule, normalization: 'unit', inputDropout: 0, l2: 0 })).toBeUndefined();
  });

  it.each(beyond)('leaves %o to the reference engine, and says so', async (change, part) => {
    const specification = { ...deltaRule, ...change };
    const { engine, because } = await createEngine('webgpu', specification);
    expect(engine.name).toBe('reference');
    expect(because).toBe(`The WebGPU engine does not do ${part}.`);
  });
});
