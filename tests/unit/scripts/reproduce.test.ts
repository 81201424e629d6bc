import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { report, type Reproduction } from '../../../scripts/reproduce/report.ts';
import { reproduceRun } from '../../../scripts/reproduce/run.ts';
import * as s4 from '../../../src/lib/systems/published/s4.ts';
import type { PublishedFigure, PublishedRun, PublishedSystem } from '../../../src/lib/systems/system.ts';
import { TRAIN_COUNT } from '../../../src/lib/data/mnist.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { validateSpecification } from '../../../src/lib/nn/validate-specification.ts';
import { S4_COUNTS } from '../../support/s4-counts.ts';

const folder = new URL('../../../src/lib/systems/published/', import.meta.url);
const script = fileURLToPath(new URL('../../../scripts/reproduce.ts', import.meta.url));
const command = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });

/** Two images, each with one black pixel and its own label; the rest is zero. */
const image = (label: number): number[] => Array.from({ length: 784 }, (_, pixel) => (pixel === label ? 255 : 0));
const data = { count: 2, images: Uint8Array.from([image(0), image(1)].flat()), labels: Uint8Array.of(0, 1) };
const twice = {
  count: 4,
  images: Uint8Array.from([image(0), image(1), image(0), image(0)].flat()),
  labels: Uint8Array.of(0, 1, 1, 1),
};

const figure = (
  measure: PublishedFigure['measure'],
  imagesSeen: number,
  ...accepted: [number, number]
): PublishedFigure => ({ measure, imagesSeen, printed: 'so much', accepted });
const run = (figures: readonly PublishedFigure[], more: Partial<PublishedRun> = {}): PublishedRun => ({
  name: 'small',
  specification: {
    ...s4.specification,
    layers: [{ units: 2, activation: 'identity', bias: false }],
    optimizer: { name: 'sgd', learningRate: 0.5 },
    initialization: 'zeros',
  },
  figures,
  work: 1,
  ...more,
});
const reproduce = (published: PublishedRun, train = data) =>
  reproduceRun(published, new ReferenceEngine(published.specification), { train, test: data });

describe('a run that is reproduced', () => {
  it('is measured where its source was', async () => {
    const result = await reproduce(run([figure('test', 0, 0.5, 0.5), figure('test', 2, 1, 1)]));
    expect(result.figures.map(({ value, correct, of, pass }) => [value, correct, of, pass])).toEqual([
      [0.5, 1, 2, true],
      [1, 2, 2, true],
    ]);
    expect(result).toMatchObject({ pass: true, engine: 'reference' });
  });

  it('passes within a range, the ends included, and not outside it', async () => {
    for (const [least, most, pass] of [
      [0.5, 1, true],
      [1, 1.5, true],
      [0.4, 0.9, false],
      [1.1, 2, false],
    ] as const) {
      expect((await reproduce(run([figure('test', 0, 0, 1), figure('test', 2, least, most)]))).pass).toBe(pass);
    }
  });

  it('is scored on its validation images, which it does not train on', async () => {
    const published = run([figure('validation', 2, 0, 0), figure('test', 2, 1, 1)], {
      trainCount: 2,
      validation: { from: 2, count: 2 },
    });
    const { figures } = await reproduce(published, twice);
    expect(figures.map(({ correct, of }) => [correct, of])).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });

  it('has the accuracy and mean loss of its last epoch, each image before its update', async () => {
    const figures = [
      figure('trainingLoss', 2, 1, 1),
      figure('training', 2, 0.5, 0.5),
      figure('trainingLoss', 4, 0.25, 0.25),
      figure('training', 4, 1, 1),
    ];
    const result = await reproduce(run(figures));
    // From zero: loss 1 at both, label 0 right by the draw. Then half way: 0.5² at both.
    expect(result.figures.map(({ value }) => value)).toEqual([1, 0.5, 0.25, 1]);
    expect(result.pass).toBe(true);
  });

  it('passes nothing after it diverged', async () => {
    const wild = run([figure('test', 0, 0, 1), figure('test', 200, 0, 1), figure('trainingLoss', 200, 0, 9)]);
    const result = await reproduce({
      ...wild,
      specification: { ...wild.specification, optimizer: { name: 'sgd', learningRate: 1e30 } },
    });
    expect(result.figures.map(({ value, pass }) => [value, pass])).toEqual([
      [0.5, true],
      [null, false],
      [null, false],
    ]);
  });

  it('is told with its figures, notes and verdict', async () => {
    const noted = { ...figure('test', 2, 0.9, 1), note: 'By chance.' };
    const small = await reproduce(run([figure('trainingLoss', 2, 2, 3), noted]));
    const told = report({
      name: 's9',
      title: 'S9',
      source: 'made up',
      remark: 'Small.',
      runs: [small],
      pass: false,
      seconds: 1.5,
    });
    expect(told).toContain('S9\nmade up\nSmall.\n');
    expect(told).toMatch(/small +2 +loss +so much +2\.0000 to 3\.0000 +1\.0000 +0\.0 +NOT PASSED/);
    expect(told).toMatch(/small +2 +test +so much +90\.00 % to 100\.00 % +100\.00 % +2 of 2 +0\.0 +pass/);
    expect(told).toContain('small, 2 images: By chance.');
    expect(told).toContain('1 of 2 figures do NOT PASS; trained in 1.5 s by the reference engine.');
  });
});

describe.each(readdirSync(folder).map((file) => file.replace('.ts', '')))('the published system %s', (name) => {
  it('can be trained, and is measured at whole batches in rising order', async () => {
    const { default: system } = (await import(new URL(`${name}.ts`, folder).href)) as { default: PublishedSystem };
    expect(new Set(system.runs.map((one) => one.name)).size).toBe(system.runs.length);
    for (const { specification, figures, trainCount = TRAIN_COUNT, validation, work } of system.runs) {
      validateSpecification(specification);
      const seen = figures.map(({ imagesSeen }) => imagesSeen);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      for (const at of seen) expect((at % trainCount) % specification.batchSize).toBe(0);
      for (const {
        accepted: [least, most],
        measure,
      } of figures) {
        expect(least).toBeLessThanOrEqual(most);
        if (measure === 'validation') expect(validation?.from).toBeGreaterThanOrEqual(trainCount);
      }
      expect(work).toBeGreaterThan(0);
    }
  });
});

describe('npm run reproduce', () => {
  it('gives the nine counts of S4 as JSON, by a thread of its own', () => {
    const { status, stdout, stderr } = command('s4', '--json');
    const [result] = JSON.parse(stdout) as Reproduction[];
    expect(result!.runs[0]!.figures.map(({ correct }) => correct)).toEqual(S4_COUNTS);
    expect(result!.pass).toBe(true);
    expect(stderr).toMatch(/1 of 1: s4\/delta rule, pass, \d+\.\d s/);
    expect(status).toBe(0);
  });

  it.each([
    [
      ['s9'],
      /^reproduce: expected some of c13, s0, s1, s2, s3, s4, --json, --record, --seed N or --engine NAME; got s9\.$/,
    ],
    [['s4', '--record'], /^reproduce, --record: expected nothing beside it but --json;/],
    [['s3/nothing'], /^reproduce, s3: expected one of its runs, as printed; .*; got nothing\.$/],
    [['s4', '--seed=-1'], /^reproduce, --seed: expected a whole number/],
    [['s4', '--engine', 'abacus'], /^reproduce, --engine: expected one of .*reference.*; got abacus\.$/],
  ])('says what it expected instead of %o, and fails', (args, message) => {
    const { status, stderr } = command(...args);
    expect(stderr.trim()).toMatch(message);
    expect(status).toBe(1);
  });
});
