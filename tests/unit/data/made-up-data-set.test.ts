import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signs, signsOf } from './made-up/signs.ts';
import { findPython, runPython } from '../../support/python.ts';

const HERE = 'tests/unit/data/made-up';
const copy = mkdtempSync(join(tmpdir(), 'made-up-data-set-'));
let found: Readonly<Record<string, unknown>>;

beforeAll(() => {
  for (const folder of ['src/lib', 'src/components', 'package.json', HERE])
    cpSync(folder, join(copy, folder), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  const add = (file: string, what: string, to: string, how: string): void => {
    const path = join(copy, 'src/lib/data', file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(to)) throw new Error(`${file}: expected "${to}", found none`);
    writeFileSync(path, `import { ${what} } from '../../../${HERE}/signs.ts';\n${text.replace(to, how)}`);
  };
  add('data-sets.ts', 'signs', ' } as const', ', signs } as const');
  add('origins.ts', 'origin', 'Origin>> = {\n', 'Origin>> = {\n  signs: origin,\n');
  const program = ['--disable-warning=ExperimentalWarning', `${HERE}/learn-signs.ts`, join(copy, 'originals')];
  found = JSON.parse(execFileSync(process.execPath, program, { cwd: copy, encoding: 'utf8' })) as typeof found;
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a second data set, of another size, with other classes and counts, by one entry', () => {
  it('is learned from by the reference engine and by the simd engine, which agree', () => {
    const tests = found['tests'] as readonly (readonly [number, number])[];
    expect(tests.map(([imagesSeen]) => imagesSeen)).toEqual([0, 360, 2800]);
    expect(tests[2]![1]).toBeGreaterThan(80); // of 90; by chance 30
    expect(found['convolved']).toBeGreaterThan(45);
    expect(found).toMatchObject({ engines: ['reference', 'simd'], same: true });
    expect(found['validated']).toBeGreaterThan(80); // of 100
    expect(found['validations']).toEqual([600, 1200, 1800, 2400].map((imagesSeen) => [imagesSeen, 100]));
  });

  it('comes file by file from its own folder, and no other is asked for', () => {
    expect(found['asked']).toEqual(
      [
        'manifest.json',
        'test-0.bin',
        'test-labels.bin',
        'train-0.bin',
        'train-1.bin',
        'train-2.bin',
        'train-labels.bin',
      ]
        .map((file) => `signs/${file}`)
        .sort(),
    );
    expect(found).toMatchObject({ digits: [10, 1440], labels: 90, outputs: 270, confusion: 9 });
  });

  it('is known of runs and models that are kept, and of files', () => {
    expect(found['keptRun']).toEqual(['signs', 2800, 700]);
    expect(found['keptModel']).toEqual(['signs', [[144, 20], [20], [20, 3], [3]]]);
    expect(found['file']).toBe('signs');
    expect(found['picture']).toBe(12);
  });

  it('goes through links and controls, whose numbers are its own', () => {
    expect(found['link']).toBe('layers=20:relu,3&data=signs&epochs=4');
    expect(found).toMatchObject({ read: true, readAlone: [64, 3], linkOfModel: true, parsed: true });
    expect(found['validationLink']).toEqual({ from: 583, count: 117 });
    expect(found['form']).toEqual(['700', '583', '117']);
    expect(found['problems']).toEqual([
      'Training images: a whole number from 1 to 700, such as 700; here stands “701”.',
      expect.objectContaining({
        validationFrom: 'The first validation image: a whole number from 0 to 699, such as 583; here stands “700”.',
      }),
    ]);
    expect(found['words']).toContain('144-20-3, ReLU, ');
    expect(found['words']).toContain(', Signs, ');
  });

  it('begins anew with what depends on it when it is chosen in the form', () => {
    expect(found['chosen']).toEqual(['signs', '583', '583', '117', '30']);
    expect(found['chosenParses']).toEqual([{}, {}]);
    expect(found['chosenBack']).toBe('50000');
  });

  it('has its own chance: a run that always says the same has learned nothing', () => {
    const { labels } = signsOf('test');
    const counts = signs.classes.map((_, label) => labels.filter((one) => one === label).length);
    expect(Math.max(...counts)).toBe(signs.mostAlike);
    expect(found['guesses']).toEqual([true, false, true, false]);
  });

  it('can be drawn: the pad, its pen and the form are its own', () => {
    expect(found['pads']).toEqual([
      [276, 23, 144, 9],
      [276, 23, 144, 9],
    ]);
    expect(found['drawn']).toEqual(['ring', 'bar']);
  });

  it('is learned by a single layer of the delta rule, too', () => {
    expect(found['single']).toEqual([true, 144 * 3]);
  });

  it('is refused where a network does not fit it, and where it is not known', () => {
    expect(found['refused']).toEqual([
      expect.stringContaining('trainCount: expected a whole number from 1 to 700, got 701'),
      expect.stringContaining("inputs: expected 784, one for each pixel of MNIST's images, got 144"),
      expect.stringMatching(/data: expected one of mnist, (\w+, )*signs; got "unknown"/),
    ]);
  });

  it('leaves what names none to MNIST', () => {
    expect(found['others']).toEqual(['MNIST', 'mnist', true]);
  });

  const python = findPython('numpy', 'torch');
  it.skipIf(python === null)(
    'has recipes that find the same counts',
    () => {
      const folder = join(copy, 'originals');
      const lines = runPython(python!, [join(folder, 'recipe.py'), folder, '--json'])
        .trim()
        .split('\n');
      const counts = lines.map((line) => JSON.parse(line) as { imagesSeen: number; correct: number });
      expect(counts.map(({ imagesSeen, correct }) => [imagesSeen, correct])).toEqual(found['tests']);
      const said = runPython(python!, [join(folder, 'recipe.py'), folder]);
      expect(said).toContain('the largest difference is 0 of 90 images.');
      expect(() => runPython(python!, [join(folder, 'recipe.py'), copy])).toThrow('Signs are made by');
    },
    240_000,
  );
});
