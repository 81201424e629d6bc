import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/sandbox/compile.ts';
import { LAB_URL } from '../../../src/lib/sandbox/lab-module.ts';
import { TF_URL } from '../../../src/lib/sandbox/tf-module.ts';

const codeOf = async (source: string): Promise<string> => {
  const compiled = await compile(source);
  if ('error' in compiled) throw new Error(JSON.stringify(compiled.error));
  return compiled.code;
};
const errorOf = async (source: string) => {
  const compiled = await compile(source);
  if ('code' in compiled) throw new Error(`compiled: ${compiled.code}`);
  return compiled.error;
};

describe('compile', () => {
  it('strips types and keeps every line where it was', async () => {
    const code = await codeOf(
      'type A = {\n  b: number;\n};\nconst a: A = { b: 1 };\n\nexport function f(x: number): number {\n  return x + a.b;\n}',
    );
    const lines = code.split('\n');
    expect(lines[3]).toBe('const a = { b: 1 };');
    expect(lines[6]).toContain('return x + a.b');
    expect(lines).toHaveLength(8);
  });

  it('counts lines alike with Windows line ends and line separators', async () => {
    expect((await codeOf('const a = 1;\r\nconst b = "\u2028";\rconst c = 3;')).split('\n')[2]).toBe('const c = 3;');
  });

  it.each([
    ["import { dot, type Vector, zeros as z } from 'lab';\ndot; z;", 1],
    ['import * as lab from "lab"; lab;', 1],
    ["import 'lab';", 1],
    ["const lab = await import('lab');", 1],
    ["export { dot } from 'lab';", 1],
    ["const text = \"from 'lab'\"; // from 'lab'\nconst pattern = /from 'lab'/;", 0],
    ["import { Vector } from 'lab';\nconst v: Vector = new Float32Array(3);", 0],
    ["import type { Check } from '../../../check-contract.ts';\nexport const check: Check = () => 1;", 0],
  ])('gives lab its address in %j', async (source, times) => {
    const code = await codeOf(source);
    expect(code.split(LAB_URL)).toHaveLength(times + 1);
    expect(code.split('\n')).toHaveLength(source.split('\n').length);
  });

  it.each([
    ["import * as tf from 'tf';\ntf.tidy;", `import   tf from ${JSON.stringify(TF_URL)};\ntf.tidy;`],
    [
      "import *\n  as\n  tensors from 'tf'; tensors;",
      `import \n  \n  tensors from ${JSON.stringify(TF_URL)}; tensors;`,
    ],
  ])('gives tf its address in %j', async (source, expected) => {
    expect(await compile(source)).toEqual({ code: expect.stringContaining(expected), usesTensorFlow: true });
  });

  it('says which code needs TensorFlow.js', async () => {
    expect(await compile("import { dot } from 'lab'; dot; const text = 'tf';")).toMatchObject({
      usesTensorFlow: false,
    });
    expect(await compile("import * as tf from 'tf'; export type A = tf.Tensor;")).toMatchObject({
      usesTensorFlow: false,
    });
  });

  it.each([
    ["const a = 1;\nimport React from 'react';\nReact;", { message: '"react" cannot be imported here.', line: 2 }],
    ["import 'https://example.com/x.js';", { message: '"https://example.com/x.js" cannot be imported here.', line: 1 }],
    ["\nimport('./other.ts');", { message: '"./other.ts" cannot be imported here.', line: 2 }],
    ["import { dots } from 'lab';\ndots();", { message: "'lab' has no dots.", remedy: 'Did you mean dot?', line: 1 }],
    ["import lab from 'lab';\nlab;", { message: "'lab' must be imported by name.", line: 1 }],
    [
      "import tf from 'tf';\ntf;",
      { message: "'tf' must be imported as a whole.", remedy: "Write import * as tf from 'tf'.", line: 1 },
    ],
    ["import { tidy } from 'tf';\ntidy;", { message: "'tf' must be imported as a whole.", line: 1 }],
    ["const tf = await import('tf');", { message: "'tf' must be imported as a whole.", line: 1 }],
    ["export * as tf from 'tf';", { message: "'tf' must be imported as a whole.", line: 1 }],
  ])('names what can be imported for %j', async (source, expected) => {
    expect(await errorOf(source)).toMatchObject(expected);
  });

  it.each([
    ['const a: number = ;', { message: '; is not expected here.', line: 1, column: 19 }],
    ['let a = 1;\nif (a {\n}', { message: '{ is not expected here: ) should come first.', line: 2, column: 7 }],
    ['function f() {\n  return 1;\n', { message: 'The code ends too early: something that was opened is not closed.' }],
    ['const a = "abc;\nconst b = 1;', { message: 'This text has no closing quote.', line: 1, column: 11 }],
    ['const a = 1;\nconst b = `abc', { message: 'This text has no closing `.', line: 2 }],
    ['/* a', { message: 'This comment has no end.' }],
  ])('says in plain words what is wrong with %j', async (source, expected) => {
    expect(await errorOf(source)).toMatchObject(expected);
  });

  it('refuses a text too long to be a program', async () => {
    expect((await errorOf('a'.repeat(200_001))).message).toBe(
      'This text has 200001 characters; at most 200000 can run.',
    );
  });
});

it.each(['import x from "NAME"; x();', "import { NAME } from 'lab'; NAME();", "import NAME from 'lab'; NAME();"])(
  'names in a message are cut: %s',
  async (code) => {
    const compiled = await compile(code.replaceAll('NAME', 'a'.repeat(100_000)));
    const { message, remedy } = (compiled as Extract<typeof compiled, { error: unknown }>).error;
    expect(message.length + remedy!.length).toBeLessThan(500);
  },
);
