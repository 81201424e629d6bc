import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const VIRTUAL = 'virtual:sandbox-runtime';
const RESOLVED = `\0${VIRTUAL}`;
const ENTRY = fileURLToPath(new URL('../../src/lib/sandbox/runtime/main.ts', import.meta.url));

/**
 * Bundles `src/lib/sandbox/runtime/main.ts` with all it imports into one module and gives its text as a string:
 * `import runtime from 'virtual:sandbox-runtime'`. The sandbox's frame starts it as a `data:` worker, which can
 * import no file of the site.
 * @returns {import('vite').Plugin}
 */
export function sandboxRuntime() {
  return {
    name: 'delta-to-depth:sandbox-runtime',
    resolveId: (id) => (id === VIRTUAL ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null;
      const { code, files } = await bundleRuntime();
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}

/**
 * The runtime's text, and the files it was made of.
 * @returns {Promise<{ code: string, files: string[] }>}
 */
export async function bundleRuntime({ minify = true } = {}) {
  const result = await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: ENTRY, output: { format: 'es', codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(result) ? result.flatMap((one) => one.output) : 'output' in result ? result.output : [];
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const [chunk] = chunks;
  if (!chunk || chunks.length !== 1) throw new Error(`sandbox runtime: expected one chunk, got ${chunks.length}`);
  return { code: chunk.code, files: Object.keys(chunk.modules).filter((file) => !file.startsWith('\0')) };
}
