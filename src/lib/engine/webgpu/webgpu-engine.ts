import type { Engine, NetworkSpecification } from '../contract.ts';
import { FusedEngine } from './fused/fused-engine.ts';
import { isFused } from './fused/suits.ts';
import { openGpu } from './gpu.ts';

/**
 * The engine on the graphics card: kernels of the book's own for the common networks, TensorFlow.js for every other.
 * Rejects with an EngineLostError when there is no card that it can use.
 */
export async function createWebGpuEngine(specification: NetworkSpecification): Promise<Engine> {
  const gpu = await openGpu();
  if (isFused(specification)) return FusedEngine.create(specification, gpu);
  // TensorFlow.js is large: it is fetched when the first run needs it.
  const { createTensorFlowEngine } = await import('./tensorflow-engine.ts');
  return createTensorFlowEngine(specification, gpu);
}
