import { describe, expect, it } from 'vitest';
import { EngineLostError } from '../../../src/lib/engine/engine-lost-error.ts';
import { withTimeLimit } from '../../../src/lib/engine/time-limit.ts';
import { findAdapter } from '../../../src/lib/engine/webgpu/adapter.ts';

const gpuThat = (requestAdapter: () => Promise<GPUAdapter | null>): GPU => ({ requestAdapter }) as unknown as GPU;

describe('the search for a graphics card', () => {
  it('says in plain words why there is none', async () => {
    expect(await findAdapter(gpuThat(async () => null))).toEqual({
      because: 'This browser has WebGPU, but found no graphics card that it may use.',
    });
    expect(await findAdapter(gpuThat(() => Promise.reject(new Error('The driver is on the blocklist.'))))).toEqual({
      because: 'The driver is on the blocklist.',
    });
  });

  it('gives up on a driver that does not answer', async () => {
    expect(
      await findAdapter(
        gpuThat(() => new Promise(() => undefined)),
        0.02,
      ),
    ).toEqual({ because: 'The graphics driver did not answer within 0.02 seconds.' });
  });

  it('gives the adapter', async () => {
    const adapter = {} as GPUAdapter;
    expect(await findAdapter(gpuThat(async () => adapter))).toEqual({ adapter });
  });
});

describe('withTimeLimit', () => {
  it('gives the result in time, or an EngineLostError', async () => {
    expect(await withTimeLimit(Promise.resolve(3), 1, 'late')).toBe(3);
    await expect(withTimeLimit(new Promise(() => undefined), 0.01, 'late')).rejects.toEqual(
      new EngineLostError('late'),
    );
    await expect(withTimeLimit(Promise.reject(new TypeError('other')), 1, 'late')).rejects.toThrow(TypeError);
  });
});
