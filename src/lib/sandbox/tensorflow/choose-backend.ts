import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, setBackend, version_core as version } from '@tensorflow/tfjs-core';
import { findAdapter } from '../../engine/webgpu/adapter.ts';

const WASM = 'tensorflow.wasm';
const SECONDS_FOR_AN_ADAPTER = 5;

/** Without a network: what TensorFlow.js would fetch is already here. */
function handOver(wasm: ArrayBuffer): void {
  const { platform } = env();
  const fetch = platform.fetch.bind(platform);
  platform.fetch = (path, init) =>
    path === WASM ? Promise.resolve({ ok: true, arrayBuffer: async () => wasm } as Response) : fetch(path, init);
  // Threads would need headers that a static host does not set.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(
    {
      'tfjs-backend-wasm.wasm': WASM,
      'tfjs-backend-wasm-simd.wasm': WASM,
      'tfjs-backend-wasm-threaded-simd.wasm': WASM,
    },
    true,
  );
}

/** Why WebGPU is not the one to take, or null. A software adapter is slower than WebAssembly. */
async function whyNotWebGpu(): Promise<string | null> {
  const found = await findAdapter(undefined, SECONDS_FOR_AN_ADAPTER);
  if ('because' in found) return found.because;
  return found.adapter.info.isFallbackAdapter
    ? 'The only graphics adapter here is made of software, which is slower.'
    : null;
}

/**
 * Takes the backend that should be the fastest here: the graphics card, else WebAssembly, else plain JavaScript.
 * The others stay available to `tf.setBackend`. `wasm`: the SIMD build of its WebAssembly, if it could be had.
 * Returns a sentence that says which one computes, and why no faster one does.
 */
export async function chooseBackend(wasm: ArrayBuffer | null): Promise<string> {
  if (wasm) handOver(wasm);
  const says = (where: string): string => `TensorFlow.js ${version} computes ${where}`;
  const because = await whyNotWebGpu();
  if (because === null && (await setBackend('webgpu'))) return says('on the graphics card (webgpu).');
  const noCard = because ?? 'The graphics card could not be used.';
  if (wasm && (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) && (await setBackend('wasm')))
    return says(`in WebAssembly, on the processor (wasm). ${noCard}`);
  await setBackend('cpu');
  return says(`in plain JavaScript, which is slow (cpu). ${noCard}`);
}
