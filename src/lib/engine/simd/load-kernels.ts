import { engineWords } from '../engine-words.ts';
import { fuses } from './fuses.ts';

const decode = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** How the kernels round: multiply and add in one step, or one after the other. */
export type SimdArithmetic = 'simd-plain' | 'simd-fused';

/** The two builds: the first that this browser takes is used. Fused multiply-add is a third faster. */
const BUILDS = {
  relaxed: () => import('./compiled/relaxed.ts'),
  plain: () => import('./compiled/plain.ts'),
} as const;
type Build = keyof typeof BUILDS;

const loading = new Map<Build, Promise<WebAssembly.Module | undefined>>();

function loadBuild(build: Build): Promise<WebAssembly.Module | undefined> {
  let module = loading.get(build);
  if (!module) {
    module = compile(build).catch((error: unknown) => {
      loading.delete(build); // the next run tries again
      throw error;
    });
    loading.set(build, module);
  }
  return module;
}

async function compile(build: Build): Promise<WebAssembly.Module | undefined> {
  if (typeof WebAssembly === 'undefined') return undefined;
  const bytes = decode((await BUILDS[build]()).default);
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined;
}

/** What kernels do on this machine. */
const does = new WeakMap<WebAssembly.Module, SimdArithmetic>();
export const arithmeticOf = (kernels: WebAssembly.Module): SimdArithmetic => does.get(kernels) ?? 'simd-plain';

/** The kernels as a module, compiled once; nothing if this browser's WebAssembly has no SIMD, or cannot round as is asked. */
export async function loadKernels(arithmetic?: SimdArithmetic): Promise<WebAssembly.Module | undefined> {
  if (arithmetic !== 'simd-plain') {
    const module = await loadBuild('relaxed');
    if (module) does.set(module, fuses() ? 'simd-fused' : 'simd-plain'); // a processor without it does one after the other
    if (module && (arithmetic === undefined || arithmeticOf(module) === arithmetic)) return module;
    if (arithmetic === 'simd-fused') return undefined;
  }
  return loadBuild('plain');
}

export const NO_SIMD = 'This browser has no WebAssembly with SIMD.';
const NO_FUSED = 'This browser or this processor cannot multiply and add with one rounding.';

/** Why there are no kernels that round so, or none at all. */
export const whyNoKernels = (arithmetic?: SimdArithmetic): string => (arithmetic === 'simd-fused' ? NO_FUSED : NO_SIMD);

/** In plain words why the simd engine cannot run here; nothing if it can. */
export async function whyNoSimd(): Promise<string | undefined> {
  try {
    return (await loadKernels()) ? undefined : NO_SIMD;
  } catch (error) {
    return `The engine for the ${engineWords('simd')} could not be loaded (${error instanceof Error ? error.message : String(error)}).`;
  }
}
