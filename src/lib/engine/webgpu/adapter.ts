import { withTimeLimit } from '../time-limit.ts';

const SECONDS_FOR_AN_ADAPTER = 10;

export type FoundAdapter = { readonly adapter: GPUAdapter } | { readonly because: string };

/** The graphics adapter, or in plain words why there is none. */
export async function findAdapter(
  gpu: GPU | undefined = globalThis.navigator?.gpu,
  seconds = SECONDS_FOR_AN_ADAPTER,
): Promise<FoundAdapter> {
  if (!gpu) {
    return {
      because:
        globalThis.isSecureContext === false
          ? 'Browsers offer WebGPU to secure pages only (https or localhost), and this page is on plain http.'
          : 'This browser has no WebGPU.',
    };
  }
  try {
    const adapter = await withTimeLimit(
      gpu.requestAdapter({ powerPreference: 'high-performance' }),
      seconds,
      `The graphics driver did not answer within ${seconds} seconds.`,
    );
    return adapter ? { adapter } : { because: 'This browser has WebGPU, but found no graphics card that it may use.' };
  } catch (error) {
    return { because: error instanceof Error ? error.message : String(error) };
  }
}

export async function whyNoWebGpu(): Promise<string | undefined> {
  const found = await findAdapter();
  return 'because' in found ? found.because : undefined;
}
