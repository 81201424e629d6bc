import type { EngineAvailability, EngineName } from './contract.ts';
import { whyNoSimd } from './simd/load-kernels.ts';
import { whyNoWebGpu } from './webgpu/adapter.ts';

/** Which engines can run here, and if not, why in plain words. */
export async function availableEngines(): Promise<readonly EngineAvailability[]> {
  const [simd, webgpu] = await Promise.all([whyNoSimd(), whyNoWebGpu()]);
  const entry = (engine: EngineName, because: string | undefined): EngineAvailability =>
    because === undefined ? { engine, available: true } : { engine, available: false, because };
  return [entry('reference', undefined), entry('simd', simd), entry('webgpu', webgpu)];
}
