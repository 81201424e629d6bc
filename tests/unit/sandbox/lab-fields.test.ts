import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { typesOfLab } from '../../../src/lib/sandbox/lab-fields.ts';

const text = typesOfLab(
  readFileSync('src/lib/sandbox/lab-types.ts', 'utf8'),
  readFileSync('src/lib/settings/fields.ts', 'utf8'),
);

/** What TypeScript says of a program that imports from `lab`, with the editor's types alone. */
function complaints(program: string): string[] {
  const files = new Map([
    ['/lab.d.ts', text],
    ['/main.ts', program],
  ]);
  const host = ts.createCompilerHost({});
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name)!, ts.ScriptTarget.ESNext)
      : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => files.has(name);
  host.readFile = (name) => files.get(name) ?? ts.sys.readFile(name);
  const checked = ts.createProgram(
    ['/main.ts'],
    { strict: true, noEmit: true, types: [], module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext },
    host,
  );
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
