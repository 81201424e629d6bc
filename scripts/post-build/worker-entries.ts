import path from 'node:path/posix';
import { filesIn, readText } from './site.ts';

/** `new Worker(new URL("a.js", …))`, as the bundler writes it, once or twice wrapped. */
const ENTRY = /new (?:Shared)?Worker\(\s*(?:new URL\(\s*)+(["'`])([^"'`]+\.js)\1/g;

/** `from "./a.js"`, `import "./a.js"` and `import("./a.js")`. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*(["'`])(\.{1,2}\/[^"'`]+\.js)\1/g;

/**
 * One line for each chunk that imports from a worker's entry: WebKit evaluates the entry again for it, and the worker
 * then does everything twice. None when the site is sound.
 */
export function workerEntryProblems(folder: string): string[] {
  const scripts = filesIn(folder, '.js').map((file) => ({ file, code: readText(folder, file) }));
  const aims = (pattern: RegExp): { readonly file: string; readonly aim: string }[] =>
    scripts.flatMap(({ file, code }) =>
      [...code.matchAll(pattern)].map(([, , address = '']) => ({ file, aim: path.join(path.dirname(file), address) })),
    );
  const entries = new Set(aims(ENTRY).map(({ aim }) => aim));
  if (entries.size === 0) return ['No worker was found in the scripts: does the check still know how they are made?'];
  return aims(IMPORT)
    .filter(({ aim }) => entries.has(aim))
    .map(({ file, aim }) => `${file} imports from ${aim}, a worker's entry: WebKit would evaluate that again.`);
}
