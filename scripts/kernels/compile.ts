import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The kernels of the simd engine, in AssemblyScript. */
const SOURCES = fileURLToPath(new URL('../../src/lib/engine/simd/assembly/', import.meta.url));
/** Where the compiled modules go, as text in TypeScript, so that every bundler, Node and test can import them. */
const COMPILED = fileURLToPath(new URL('../../src/lib/engine/simd/compiled/', import.meta.url));

/** Pins the compiler's version. */
const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));

/** `relaxed` uses fused multiply-add; `plain` is for browsers without it. */
const MODULES = { plain: ['simd'], relaxed: ['simd', 'relaxed-simd'] } as const;

const OPTIONS = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--runtime', 'stub', '--importMemory'];

function sources(): Map<string, string> {
  const names = readdirSync(SOURCES)
    .filter((name) => name.endsWith('.ts'))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(path.join(SOURCES, name), 'utf8')]));
}

/** Changes when a source, the compiler or what it is told changes. */
function fingerprint(files: Map<string, string>): string {
  const { devDependencies } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { devDependencies: Record<string, string> };
  const hash = createHash('sha256').update(JSON.stringify([OPTIONS, MODULES, devDependencies['assemblyscript']]));
  for (const [name, text] of files) hash.update(`${name}\n${text}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function compile(features: readonly string[], files: Map<string, string>): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ['index.ts', ...OPTIONS, ...features.flatMap((feature) => ['--enable', feature]), '--outFile', 'kernels.wasm'],
    {
      readFile: (name) => files.get(name) ?? null,
      writeFile: (name, contents) => {
        if (name === 'kernels.wasm') binary = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary)
    throw new Error(`The kernels of the simd engine do not compile.\n${stderr.toString()}`, { cause: error });
  return binary;
}

/** Compiles what has changed since it was last compiled: some ten seconds, or nothing. */
export async function compileKernels(): Promise<void> {
  if (!existsSync(SOURCES)) return; // a copy of parts of the project
  const files = sources();
  const mark = `// ${fingerprint(files)}`;
  const stale = Object.entries(MODULES).filter(([name]) => {
    const file = path.join(COMPILED, `${name}.ts`);
    return !existsSync(file) || !readFileSync(file, 'utf8').startsWith(mark);
  });
  if (stale.length === 0) return;
  console.log('Compiling the kernels of the simd engine …');
  mkdirSync(COMPILED, { recursive: true });
  for (const [name, features] of stale) {
    const text = Buffer.from(await compile(features, files)).toString('base64');
    writeFileSync(
      path.join(COMPILED, `${name}.ts`),
      `${mark}, compiled from ../assembly by scripts/kernels\nexport default '${text}';\n`,
    );
  }
}

export default compileKernels; // Vitest's global set-up calls it
