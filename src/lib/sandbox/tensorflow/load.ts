import type { Shown } from '../contract.ts';
import { infoLine } from '../info-line.ts';
import type { TensorFlowFiles } from '../protocol.ts';

let loaded: Promise<TensorFlowFiles> | null = null;

const wasmUrl = async (): Promise<string> =>
  (await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url')).default;

/** Whether the browser keeps it from an earlier visit (scripts/post-build/service-worker.ts): then nothing goes over the network. */
async function isKept(): Promise<boolean> {
  try {
    return (await caches.match(await wasmUrl())) !== undefined;
  } catch {
    return false; // a page without caches
  }
}

/** The WebAssembly of TensorFlow.js; without it the rest still works, slowly. */
async function loadWasm(): Promise<ArrayBuffer | null> {
  try {
    const response = await fetch(await wasmUrl());
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
}

async function load(onShown: (shown: Shown) => void): Promise<TensorFlowFiles> {
  if (!(await isKept())) onShown(infoLine(await loadingText()));
  const [{ default: text }, wasm] = await Promise.all([import('virtual:sandbox-tensorflow'), loadWasm()]);
  return { text, wasm };
}

async function loadingText(): Promise<string> {
  const { default: bytes } = await import('virtual:sandbox-tensorflow/size');
  return `TensorFlow.js is loading, once: ${Math.round(bytes / 1000)} kB. After that your browser keeps it, and this works offline too.`;
}

/**
 * TensorFlow.js for workers of the sandbox. The reader is told when it has to be fetched, which the first run on a page
 * does unless the browser has kept it. What did not load is tried again by the next run. Errors: it could not be fetched.
 */
export async function loadTensorFlow(onShown: (shown: Shown) => void): Promise<TensorFlowFiles> {
  try {
    loaded ??= load(onShown);
    return await loaded;
  } catch (cause) {
    loaded = null;
    throw new TensorFlowMissing(cause);
  }
}

class TensorFlowMissing extends Error {
  readonly remedy =
    'Check the connection, then run it again. Offline, TensorFlow.js is there only if it was used before.';

  constructor(cause: unknown) {
    super('TensorFlow.js could not be loaded, so your code did not run.', { cause });
    this.name = 'TensorFlowMissing';
  }
}
