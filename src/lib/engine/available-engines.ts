import type { EngineAvailability } from './contract.ts';
import { whyNoWebGpu } from './webgpu/adapter.ts';

/** Which engines can run here, and if not, why in plain words. */
export async function availableEngines(): Promise<readonly EngineAvailability[]> {
  const because = await whyNoWebGpu();
  return [
    { engine: 'reference', available: true },
    because === undefined ? { engine: 'webgpu', available: true } : { engine: 'webgpu', available: false, because },
  ];
}
