import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const VIRTUAL = 'virtual:sandbox-tensorflow';
const ENTRY = fileURLToPath(new URL('../../src/lib/sandbox/tensorflow/module.ts', import.meta.url));
const WASM = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', import.meta.url),
);

/**
 * What TensorFlow.js finds as globals: the worker's own, taken while the module is read, because the runtime removes
 * them before readers' code runs. Frames are never drawn there, so its `requestAnimationFrame` is the next task.
 */
const GLOBALS = `const { navigator } = globalThis, location = undefined, importScripts = undefined,
  GPUBuffer = globalThis.GPUBuffer, GPUTexture = globalThis.GPUTexture, GPUBufferUsage = globalThis.GPUBufferUsage, GPUMapMode = globalThis.GPUMapMode,
  GPUTextureUsage = globalThis.GPUTextureUsage,
  requestAnimationFrame = (() => {
    const { port1, port2 } = new MessageChannel(), waiting = [];
    port1.onmessage = () => waiting.shift()();
    const post = port2.postMessage.bind(port2);
    return (next) => { waiting.push(next); post(0); };
  })();`;

/**
 * TensorFlow.js as one module's text, for workers of the sandbox, which can fetch nothing:
 * `import text from 'virtual:sandbox-tensorflow'`. `import bytes from 'virtual:sandbox-tensorflow/size'` says how many
 * bytes it and its WebAssembly are, by gzip.
 * @returns {import('vite').Plugin}
 */
export function sandboxTensorFlow() {
  /** @type {Promise<string> | undefined} */
  let made;
  return {
    name: 'delta-to-depth:sandbox-tensorflow',
    resolveId: (id) => (id === VIRTUAL || id === `${VIRTUAL}/size` ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${VIRTUAL}`) return `export default ${JSON.stringify(await (made ??= bundleTensorFlow()))};`;
      if (id !== `\0${VIRTUAL}/size`) return null;
      return `export default ${gzipSync(await (made ??= bundleTensorFlow())).length + gzipSync(readFileSync(WASM)).length};`;
    },
  };
}

/** The module's text. */
export async function bundleTensorFlow() {
  const result = await build({
    configFile: false,
    envDir: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        transform: { define: { 'globalThis.navigator': 'navigator' } },
        input: ENTRY,
        preserveEntrySignatures: 'strict',
        output: { format: 'es', codeSplitting: false, banner: GLOBALS },
      },
    },
  });
  const outputs = Array.isArray(result) ? result.flatMap((one) => one.output) : 'output' in result ? result.output : [];
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const [chunk] = chunks;
  if (!chunk || chunks.length !== 1) throw new Error(`sandbox TensorFlow.js: expected one chunk, got ${chunks.length}`);
  return chunk.code;
}
