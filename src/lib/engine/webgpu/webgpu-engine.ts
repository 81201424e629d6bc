import type { Engine, NetworkSpecification } from '../contract.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { FusedEngine } from './fused/fused-engine.ts';
import { isFused } from './fused/suits.ts';
import { openGpu } from './gpu.ts';

export { onCardLost } from './gpu.ts';

/**
 * The engine on the graphics card: kernels of the book's own for the common networks, TensorFlow.js for every other.
 * Rejects with an EngineLostError when there is no card that it can use.
 */
export async function createWebGpuEngine(specification: NetworkSpecification): Promise<Engine> {
  const gpu = await openGpu();
  const { limits } = gpu.device;
  if (isFused(specification, limits)) return FusedEngine.create(specification, gpu);
  // TensorFlow.js is large: it is fetched when the first run needs it.
  const { createTensorFlowEngine, largestTensor } = await import('./tensorflow-engine.ts');
  const [needed, most] = [largestTensor(specification), limits.maxStorageBufferBindingSize];
  if (needed > most)
    throw new EngineLostError(
      `This network needs ${megabytes(needed)} in one piece, and the graphics card takes at most ${megabytes(most)}.`,
    );
  return createTensorFlowEngine(specification, gpu);
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;
