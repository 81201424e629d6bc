import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { typesOfLab } from '../../../src/lib/sandbox/lab-fields.ts';

const text = typesOfLab(
  readFileSync('src/lib/sandbox/lab-types.ts', 'utf8'),
  readFileSync('src/lib/settings/fields.ts', 'utf8'),
);

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  types: [],
  lib: ['lib.esnext.d.ts'],
  skipDefaultLibCheck: true,
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ESNext,
};
const host = ts.createCompilerHost(options);
/** The language's own types, read once for all programs. */
const read = new Map<string, ts.SourceFile | undefined>();

/** What TypeScript says of a program that imports from `lab`, with the editor's types alone. */
function complaints(program: string): string[] {
  const files = new Map([
    ['/lab.d.ts', text],
    ['/main.ts', program],
  ]);
  const checked = ts.createProgram(['/main.ts'], options, {
    ...host,
    getSourceFile(name, ...rest) {
      if (files.has(name)) return ts.createSourceFile(name, files.get(name)!, ts.ScriptTarget.ESNext);
      if (!read.has(name)) read.set(name, host.getSourceFile(name, ...rest));
      return read.get(name);
    },
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
  });
  return [...checked.getSemanticDiagnostics(), ...checked.getSyntacticDiagnostics()].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, ' '),
  );
}

describe('the types of lab in the editor', () => {
  it('stand by themselves and take what a network may say', () => {
    expect(text).not.toMatch(/\bimport\b(?! \{)/);
    expect(
      complaints(`import type { NetworkSettings } from './lab';
        export const network: NetworkSettings = {
          layers: [{ units: 100, activation: 'leakyRelu', dropout: 0.1 }, { units: 10 }],
          loss: 'crossEntropy', optimizer: { name: 'adam', beta2: 0.99 }, initialization: 'keras',
          batchSize: 10, inputDropout: 0.1, normalization: 'symmetric', l2: 0.01,
        };`),
    ).toEqual([]);
  });

  it('refuse what there is not', () => {
    const [wrong] = complaints(`import type { NetworkSettings } from './lab';
      export const network: NetworkSettings = { layers: [], l3: 1 };`);
    expect(wrong).toContain("'l3'");
    const [name] = complaints(`import type { NetworkSettings } from './lab';
      export const network: NetworkSettings = { layers: [], loss: 'mse' };`);
    expect(name).toContain('"mse"');
  });

  it('say the default of each setting, as the trainers have it', () => {
    expect(text).toContain("Default `'crossEntropy'`.");
    expect(text).toContain('Default `30`.');
  });
});
