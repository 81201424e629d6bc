import '@tensorflow/tfjs-backend-cpu'; // takes small tensors that are not on the GPU
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackendFactory, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { Gpu } from '../../../src/lib/engine/webgpu/gpu.ts';

const prepared = new WeakMap<Gpu, Promise<void>>();

/** Lets TensorFlow.js compute on this device, from now on. */
export function useTensorFlow(gpu: Gpu): Promise<void> {
  let ready = prepared.get(gpu);
  if (!ready) {
    ready = prepare(gpu);
    prepared.set(gpu, ready);
  }
  return ready;
}

async function prepare({ device, adapterInfo }: Gpu): Promise<void> {
  // A backend whose device is lost, or the one that TensorFlow.js registers by itself.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', () => new WebGPUBackend(device, adapterInfo));
  await setBackend('webgpu');
  await ready();
}
