import type { Engine, EngineName, NetworkSpecification } from './contract.ts';
import { EngineLostError } from './engine-lost-error.ts';
import { ReferenceEngine } from './reference/reference-engine.ts';
import { whyUnsupported } from './webgpu/unsupported.ts';
import { whyNoWebGpu } from './webgpu/adapter.ts';

export interface CreatedEngine {
  readonly engine: Engine;
  /** Why it is not the engine that was asked for. */
  readonly because?: string;
}

/** Makes the engine asked for, or the reference engine and says why. Throws what is wrong with the specification. */
export async function createEngine(name: EngineName, specification: NetworkSpecification): Promise<CreatedEngine> {
  const reference = new ReferenceEngine(specification);
  if (name === 'reference') return { engine: reference };
  const why = whyUnsupported(specification) ?? (await whyNoWebGpu());
  if (why !== undefined) return { engine: reference, because: why };
  try {
    // TensorFlow.js is large: it is fetched when the first run can use it.
    const { createWebGpuEngine } = await import('./webgpu/webgpu-engine.ts');
    return { engine: await createWebGpuEngine(specification) };
  } catch (error) {
    const because = error instanceof EngineLostError ? error.message : `The WebGPU engine could not be loaded (${error instanceof Error ? error.message : String(error)}).`;
    return { engine: reference, because };
  }
}
