import type { Engine, NetworkSpecification } from '../contract.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { FusedEngine } from './fused/fused-engine.ts';
import { largestBuffer } from './fused/fused-network.ts';
import { planOf } from './fused/plan.ts';
import { openGpu } from './gpu.ts';

export { onCardLost } from './gpu.ts';

/** The engine on the graphics card. Rejects with an EngineLostError when there is no card, or none that can hold the network. */
export async function createWebGpuEngine(specification: NetworkSpecification): Promise<Engine> {
  const gpu = await openGpu();
  const [needed, most] = [largestBuffer(planOf(specification)), gpu.device.limits.maxStorageBufferBindingSize];
  if (needed > most)
    throw new EngineLostError(
      `This network needs ${megabytes(needed)} in one piece, and the graphics card takes at most ${megabytes(most)}.`,
    );
  return FusedEngine.create(specification, gpu);
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;
