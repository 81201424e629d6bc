import type { Shown } from '../contract.ts';
import { infoLine } from '../info-line.ts';
import type { TensorFlowFiles } from '../protocol.ts';

let loaded: Promise<TensorFlowFiles> | null = null;

/** The WebAssembly of TensorFlow.js; without it the rest still works, slowly. */
async function loadWasm(): Promise<ArrayBuffer | null> {
  try {
    const { default: url } = await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url');
    const response = await fetch(url);
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
}

async function load(): Promise<TensorFlowFiles> {
  const [{ default: text }, wasm] = await Promise.all([import('virtual:sandbox-tensorflow'), loadWasm()]);
  return { text, wasm };
}

async function loadingText(): Promise<string> {
  const { default: bytes } = await import('virtual:sandbox-tensorflow/size');
  return `TensorFlow.js is loading, once: ${Math.round(bytes / 1000)} kB. After that your browser keeps it, and this works offline too.`;
}

/**
 * TensorFlow.js for workers of the sandbox; the first time on a page the reader is told. What did not load is tried
 * again by the next run. Errors: it could not be fetched.
 */
export async function loadTensorFlow(onShown: (shown: Shown) => void): Promise<TensorFlowFiles> {
  try {
    if (!loaded) onShown(infoLine(await loadingText()));
    loaded ??= load();
    return await loaded;
  } catch (cause) {
    loaded = null;
    throw new TensorFlowMissing(cause);
  }
}

class TensorFlowMissing extends Error {
  readonly remedy = 'Check the connection, then run it again. Offline, TensorFlow.js is there only if it was used before.';

  constructor(cause: unknown) {
    super('TensorFlow.js could not be loaded, so your code did not run.', { cause });
    this.name = 'TensorFlowMissing';
  }
}
