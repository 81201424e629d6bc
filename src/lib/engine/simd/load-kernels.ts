import { engineWords } from '../engine-words.ts';

const decode = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The two builds: the first that this browser takes is used. Fused multiply-add is a third faster. */
const BUILDS = [() => import('./compiled/relaxed.ts'), () => import('./compiled/plain.ts')];

let loading: Promise<WebAssembly.Module | undefined> | undefined;

/** The kernels as a module, compiled once; nothing if this browser's WebAssembly has no SIMD. */
export function loadKernels(): Promise<WebAssembly.Module | undefined> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined; // the next run tries again
    throw error;
  });
  return loading;
}

async function load(): Promise<WebAssembly.Module | undefined> {
  if (typeof WebAssembly === 'undefined') return undefined;
  for (const build of BUILDS) {
    const bytes = decode((await build()).default);
    if (WebAssembly.validate(bytes)) return WebAssembly.compile(bytes);
  }
  return undefined;
}

export const NO_SIMD = 'This browser has no WebAssembly with SIMD.';

/** In plain words why the simd engine cannot run here; nothing if it can. */
export async function whyNoSimd(): Promise<string | undefined> {
  try {
    return (await loadKernels()) ? undefined : NO_SIMD;
  } catch (error) {
    return `The engine for the ${engineWords('simd')} could not be loaded (${error instanceof Error ? error.message : String(error)}).`;
  }
}
