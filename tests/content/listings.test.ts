import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { runtimeGlobals } from '../../src/components/lab/editor/runtime-globals.ts';
import { chapters } from './chapter-text.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const GLOBALS = join(root, 'runtime-globals.d.ts');
const filesOf = (name: string): string[] =>
  chapters.flatMap(({ id, exercises }) =>
    exercises.map((exercise) => join(root, 'src/content/chapters', id, exercise, name)),
  );
const listings = [...filesOf('start.ts'), ...filesOf('solution.ts')];

/** What TypeScript has to say about these files, one line each. */
function complaints(files: readonly string[], options: ts.CompilerOptions): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => path === GLOBALS || fileExists(path);
  host.readFile = (path) => (path === GLOBALS ? runtimeGlobals : readFile(path));
  host.getSourceFile = (path, ...rest) =>
    path === GLOBALS ? ts.createSourceFile(path, runtimeGlobals, ts.ScriptTarget.ESNext) : getSourceFile(path, ...rest);
  const program = ts.createProgram([...files, GLOBALS], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${basename(dirname(file?.fileName ?? ''))}/${basename(file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

const common: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.esnext.d.ts'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  paths: { lab: [join(root, 'src/lib/sandbox/lab-types.ts')], tf: [join(root, 'src/lib/sandbox/tf-types.ts')] },
};

describe('the listings', () => {
  it('compile as they do in the editor, start files and solutions', () => {
    expect(complaints(listings, common)).toEqual([]);
  });

  it('compile against the types of TensorFlow.js itself too', () => {
    const real = { lab: common.paths!['lab']!, tf: [join(root, 'tests/content/real-tf.ts')] };
    const withTensorFlow = listings.filter((path) => readFileSync(path, 'utf8').includes("from 'tf'"));
    expect(complaints(withTensorFlow, { ...common, paths: real, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] })).toEqual(
      [],
    );
  });

  it('have checks that compile under the strictest rules', () => {
    const strictest = {
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitReturns: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
    };
    // A check meets the contracts of the page, which know the browser.
    expect(
      complaints(filesOf('check.ts'), { ...common, ...strictest, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] }),
    ).toEqual([]);
  });

  it.each(listings.map((path) => path.slice(root.length)))(
    'fit beside the text: no line over 70 characters in %s',
    (path) => {
      expect(
        readFileSync(join(root, path), 'utf8')
          .split('\n')
          .filter((line) => line.length > 70),
      ).toEqual([]);
    },
  );

  it('differ between start and solution only inside what the reader is asked to write', () => {
    for (const path of filesOf('start.ts')) {
      const solution = readFileSync(path.replace('start.ts', 'solution.ts'), 'utf8').split('\n');
      const kept = readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => /^(import|export|const|\/\*\*)/.test(line));
      for (const line of kept) expect(solution, path).toContain(line);
    }
  });
});
