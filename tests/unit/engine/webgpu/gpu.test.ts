import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineLostError } from '../../../../src/lib/engine/engine-lost-error.ts';
import { Gpu } from '../../../../src/lib/engine/webgpu/gpu.ts';

/** A device that does nothing until it is told. */
function deviceThat() {
  const { promise: lost, resolve: lose } = Promise.withResolvers<GPUDeviceLostInfo>();
  const device = Object.assign(new EventTarget(), { lost, destroy: vi.fn() });
  const onFault = vi.fn();
  return { gpu: new Gpu(device as unknown as GPUDevice, {} as GPUAdapterInfo, onFault), device, onFault, lose };
}

describe('a graphics device', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('that hangs is given up after a minute, and destroyed', async () => {
    const { gpu, device, onFault } = deviceThat();
    const work = expect(gpu.guard(() => new Promise(() => undefined))).rejects.toThrow(
      new EngineLostError('The graphics card did not answer within 60 seconds.'),
    );
    await vi.advanceTimersByTimeAsync(59_999);
    expect(onFault).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await work;
    expect(onFault).toHaveBeenCalledOnce();
    expect(device.destroy).toHaveBeenCalledOnce();
    await expect(gpu.guard(async () => 1)).rejects.toThrow('did not answer');
  });

  it('that is lost ends what waits for it', async () => {
    const { gpu, lose } = deviceThat();
    const work = expect(gpu.guard(() => new Promise(() => undefined))).rejects.toThrow(
      new EngineLostError('The graphics device was lost (the driver crashed).'),
    );
    lose({ reason: 'unknown', message: 'the driver crashed.' } as GPUDeviceLostInfo);
    await work;
  });

  it('hands on errors that are the caller’s, and lives on', async () => {
    const { gpu, onFault } = deviceThat();
    await expect(gpu.guard(async () => Promise.reject(new RangeError('label: too large')))).rejects.toThrow(RangeError);
    expect(onFault).not.toHaveBeenCalled();
    expect(await gpu.guard(async () => 7)).toBe(7);
  });
});
