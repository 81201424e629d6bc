/**
 * Runs the recipes of `recipe-cases.ts` by NumPy and PyTorch, and keeps what they print (fixtures/recipes.json).
 * Needed whenever a recipe's text changes, with a Python that has both:
 *
 *     node tests/golden/generate-recipes.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { originalsFolder } from '../../src/lib/data/originals.ts';
import { findPython, runPython } from '../support/python.ts';
import { digest, figuresOf, printed, recipeCases, recipeOf } from './recipe-cases.ts';

const python = findPython('numpy', 'torch');
if (python === null) process.exit(1);
const folder = mkdtempSync(path.join(tmpdir(), 'recipes-'));
const fixture = Object.entries(recipeCases).map(([name, specification]) => {
  const script = recipeOf(specification, figuresOf(specification));
  const file = path.join(folder, 'recipe.py');
  writeFileSync(file, script);
  const figures = printed(runPython(python, [file, originalsFolder(), '--json']));
  console.log(name, figures.map(({ correct }) => correct).join(' '));
  return `${JSON.stringify(name)}:${JSON.stringify({ script: digest(script), figures })}`;
});
writeFileSync(new URL('./fixtures/recipes.json', import.meta.url), `{\n${fixture.join(',\n')}\n}\n`);
rmSync(folder, { recursive: true });
