import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));
const chapter = path.join(root, 'src/content/chapters/02-ten-neurons/neuron');
const folder = mkdtempSync(path.join(tmpdir(), 'judge-'));

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.setTimeout(240_000);

function answer(name: string, code: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, code);
  return file;
}

const judge = (
  ...args: string[]
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, ['scripts/judge/main.ts', ...args], { cwd: root, encoding: 'utf8' });

test('instructor can judge files from the command line, and none of them reaches this machine', () => {
  const caught = path.join(folder, 'caught');
  const files = [
    answer('right.ts', readFileSync(path.join(chapter, 'solution.ts'), 'utf8')),
    answer(
      'wrong.ts',
      'export const neuron = (inputs, weights) => inputs.reduce((sum, x, i) => sum - x * weights[i], 0);',
    ),
    answer('thrower.ts', 'export function neuron() {\n  throw new Error("not done");\n}'),
    answer('broken.ts', 'export const neuron = ('),
    answer('endless.ts', 'export const neuron = () => { for (;;); };'),
    // Would write a file if it ran in Node, and pass if it could reach the page.
    answer(
      'hostile.ts',
      `const fs = globalThis.process?.getBuiltinModule?.('node:fs'); fs?.writeFileSync(${JSON.stringify(caught)}, 'caught');
      export const neuron = async () => { await import('node:fs'); return 0; };`,
    ),
  ];
  const { status, stdout } = judge('2/neuron', ...files, '--json', '--seconds', '20');
  const judged = JSON.parse(stdout) as { file: string; passed: boolean; mistake?: string; message: string }[];
  expect(judged.map(({ file, passed, mistake }) => [path.basename(file), passed, mistake])).toEqual([
    ['right.ts', true, undefined],
    ['wrong.ts', false, 'sign'],
    ['thrower.ts', false, 'error'],
    ['broken.ts', false, 'error'],
    ['endless.ts', false, 'stopped'],
    ['hostile.ts', false, expect.any(String)],
  ]);
  expect(judged[2]!.message).toContain('Line 2: not done');
  expect(judged[4]!.message).toContain('had not ended after 20 seconds');
  expect(() => readFileSync(caught)).toThrow();
  expect(status).toBe(1);
});

test('instructor can tell by the exit code that all files pass', () => {
  const { status, stdout } = judge('02-ten-neurons/neuron', path.join(chapter, 'solution.ts'));
  expect(stdout).toMatch(/solution\.ts: passed: /);
  expect(status).toBe(0);
});

test('instructor can read what to type when an exercise or a file is not there', () => {
  const unknown = judge('2/nerve', path.join(chapter, 'solution.ts'));
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain('02-ten-neurons/neuron');
  const missing = judge('2/neuron', 'no-such-file.ts');
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain('no-such-file.ts');
  expect(missing.stdout).toBe('');
});
