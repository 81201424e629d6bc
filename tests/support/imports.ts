import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Whom each file imports, types and what is fetched later too; from the project's root. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** The scripts of a file: all of it, or what stands between the fences and in the elements of a component. */
function scriptOf(file: string, text: string): string {
  if (file.endsWith('.astro')) {
    const elements = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
    return [text.split(/^---$/m)[1] ?? '', ...elements].join('\n');
  }
  return file.endsWith('.mdx') ? [...text.matchAll(/^import .*$/gm)].join('\n') : text;
}

/** What a file imports; what comes of packages is left out. */
export function importsOf(file: string, text: string): string[] {
  const { importedFiles } = ts.preProcessFile(scriptOf(file, text), true, true);
  return importedFiles
    .map(({ fileName }) => fileName.split('?')[0]!)
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name))
    .map((name) => (path.extname(name) ? name : `${name}.ts`)); // AssemblyScript leaves the ending out
}

/** The imports of all that is in `src`. */
export function importsOfSource(): Imports {
  const files = globSync('src/**/*.{ts,tsx,mjs,astro,mdx}').map((file) => file.replaceAll(path.sep, '/'));
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(file, 'utf8'))]));
}
