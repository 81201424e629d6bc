import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { ClassFile } from '../../src/lib/class/class-file.ts';
import { classHash } from '../../src/lib/class/class-link.ts';
import { packHandIn, type HandIn } from '../../src/lib/hand-in/hand-in.ts';
import { handInOf } from './forged.ts';

test.setTimeout(120_000);

const chapter = '03-the-delta-rule';
const CHECK = `export default (reader, tools) => {
  const value = tools.random.uniform(1, 5);
  return reader.double?.(value) === 2 * value ? tools.pass('Twice as much.') : tools.fail('wrong', 'Not twice as much.');
};
`;
const SOLUTION = 'export const double = (value: number): number => 2 * value;\n';
const FILE: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Year <i>11</i>',
  chapters: [{ chapter, exercises: [] }],
  solutions: 'always',
  hints: 'always',
  handIn: { ask: 'name' },
  trainer: { hide: ['seed', 'order'], values: { learningRate: '0.02', epochs: '9' }, mostEpochs: 2, engine: 'simd' },
  questions: [
    { chapter, step: 'error', name: 'why', kind: 'text', words: 'Why a <b>square</b>?' },
    { chapter, step: 'nowhere', name: 'how-many', kind: 'number', words: 'How many weights?' },
    { chapter, step: 'error', name: 'which', kind: 'choice', words: 'Which?', choices: ['left', 'right'] },
    { chapter: '01-pictures-are-numbers', step: 'x', name: 'elsewhere', kind: 'text', words: 'Not here' },
  ],
  ownExercises: [
    {
      chapter,
      step: 'error',
      name: 'double',
      title: 'Write <u>double</u>',
      words: 'Twice as much.',
      start: 'export const double = (value: number): number => 0;\n',
      solution: SOLUTION,
      check: CHECK,
    },
  ],
};
const noViolations = async (page: Page, part: string): Promise<void> => {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const { violations } = await new AxeBuilder({ page }).include(part).analyze();
    expect(violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
};

test('reader can answer the questions of a class, pass its exercise, and train within its limits; all of it is handed in', async ({
  page,
}, info) => {
  await page.route(/monaco-editor|editor\.api/, (route) => route.abort());
  await page.goto(`./chapters/the-delta-rule/${await classHash(FILE)}`);
  await page.getByRole('button', { name: 'Join' }).click();
  const bar = page.getByRole('complementary', { name: 'Your class' });
  await expect(bar).toContainText('0 of 1 exercises passed');
  await expect(page.getByText('Not here')).toHaveCount(0);

  const lab = page.locator('#exercise-double');
  await expect(lab).toContainText('An exercise of your class Year <i>11</i>, not of the book');
  await expect(lab.locator('.lab-verdict')).not.toContainText(/./); // nothing runs by itself
  await lab.locator('.lab-textarea').fill(SOLUTION);
  await lab.getByRole('button', { name: /^Run/ }).click();
  await expect(lab.locator('.lab-verdict')).toContainText('Twice as much.', { timeout: 60_000 });
  await expect(bar).toContainText('1 of 1 exercises passed');
  await page.getByRole('textbox', { name: 'Why a <b>square</b>?' }).fill('So that it is never below 0.');
  await page.getByRole('textbox', { name: 'How many weights?' }).fill('many');
  await expect(page.getByText('A number is asked for, such as 0.25.')).toBeVisible();
  await page.getByRole('textbox', { name: 'How many weights?' }).fill('7840');
  await page.getByRole('group', { name: 'Which?' }).getByLabel('right').check();
  await noViolations(page, '.class-own');

  const trainer = page.locator('.trainer').first();
  await trainer.scrollIntoViewIfNeeded();
  await expect(trainer.getByLabel('Epochs')).toHaveValue('2');
  await expect(trainer.getByLabel('Alpha', { exact: true })).toHaveValue('0.02');
  await trainer.getByLabel('Code').selectOption('the book’s code');
  await expect(trainer.getByLabel('Engine')).toHaveValue('simd');
  await expect(trainer.getByLabel('Seed')).toBeHidden();
  await expect(trainer.getByLabel('Order')).toBeHidden();
  await trainer.getByLabel('Epochs').fill('1');
  await trainer.getByLabel('Epochs').fill('12');
  await expect(trainer.getByLabel('Epochs')).toHaveValue('2');
  await expect(page.getByText('Year <i>11</i> trains at most 2 epochs here.').first()).toBeVisible();

  await bar.getByRole('link', { name: 'Hand in' }).click();
  await expect(
    page.getByRole('checkbox', { name: /^3\. Write <u>double<\/u> \(of your class\): passed/ }),
  ).toBeChecked();
  await page.getByText('Show them: Answers to your class').click();
  await expect(page.getByText('Why a <b>square</b>?: So that it is never below 0.')).toBeVisible();
  await expect(page.getByText('Not answered: Not here')).toBeVisible();
  await page.getByLabel('Your name').fill('Ada');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Write the file' }).click();
  const path = info.outputPath('ada.json.gz');
  await (await download).saveAs(path);
  const handIn = JSON.parse(gunzipSync(readFileSync(path)).toString()) as HandIn;
  expect(handIn.exercises).toMatchObject([
    { exercise: `${chapter}/double`, state: 'passed', code: SOLUTION.trimEnd() + '\n' },
  ]);
  expect(handIn.answers.map(({ question, answer }) => [question, answer]).toSorted()).toEqual([
    [`${chapter}/how-many`, '7840'],
    [`${chapter}/which`, 'right'],
    [`${chapter}/why`, 'So that it is never below 0.'],
  ]);

  // Out of the class nothing of it is left.
  await page.goto('./chapters/the-delta-rule/');
  await expect(lab).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'How many weights?' })).toHaveValue('7840');
  await bar.getByText('exercises passed').click();
  await bar.getByRole('button', { name: 'Leave this class' }).click();
  await expect(page.locator('.class-own')).toHaveCount(0);
  await expect(trainer.getByLabel('Seed')).toBeVisible();
});

test('instructor can ask questions, write an exercise, try it first, set trainers, and read and run again what comes of it', async ({
  page,
}, info) => {
  await page.goto('./class/');
  await page.getByLabel('Name of the class').fill('Year 11');
  await page.getByRole('button', { name: 'Add a question' }).click();
  const question = page.getByRole('group', { name: 'Question 1', exact: true });
  await question.getByLabel('Chapter').selectOption('3. The delta rule');
  await question.getByLabel('What is asked').fill('Which way?');
  await question.getByLabel('Answered').selectOption('One of a few choices');
  await question.getByLabel('Choices, one a line').fill('up\ndown');
  await expect(question.getByRole('group', { name: /^Preview/ }).getByLabel('down')).toBeVisible();
  await page.getByRole('button', { name: 'Add an exercise' }).click();
  const own = page.getByRole('group', { name: 'Exercise 1', exact: true });
  await own.getByLabel('Chapter').selectOption('3. The delta rule');
  await own.getByLabel('What is to be done').fill('Double it');
  await own.getByLabel('The check').fill(CHECK);
  await own.getByRole('button', { name: /^Try the check/ }).click();
  await expect(own.getByText('The solution passes: Twice as much.')).toBeVisible({ timeout: 60_000 });
  await expect(own.getByText('The start does not pass, as it should be: Not twice as much.')).toBeVisible();
  await own.getByText('See it as students do').click();
  await expect(own.getByRole('button', { name: /^Run/ })).toBeEnabled();
  await page.getByLabel('At most so many epochs').fill('3');
  await page.getByText('Which controls show').click();
  await page.getByRole('checkbox', { name: 'Shows: Seed' }).uncheck();
  await page.getByLabel('At first: Learning rate (alpha)').fill('0.02');
  await noViolations(page, '.class-maker');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save class.json' }).click();
  const path = info.outputPath('class.json');
  await (await download).saveAs(path);
  const file = JSON.parse(readFileSync(path, 'utf8')) as ClassFile;
  expect(file).toMatchObject({
    trainer: { hide: ['seed'], values: { learningRate: '0.02' }, mostEpochs: 3 },
    questions: [{ chapter, name: 'question-1', kind: 'choice', words: 'Which way?', choices: ['up', 'down'] }],
    ownExercises: [{ chapter, name: 'own-1', title: 'Double it', check: CHECK }],
  });

  // What comes of it: one honest, one forged.
  const handed = (name: string, code: string): Promise<Uint8Array> =>
    packHandIn(
      handInOf(name, '', {
        exercises: [{ exercise: `${chapter}/own-1`, code, state: 'passed' }],
        answers: [{ question: `${chapter}/question-1`, answer: '=down', saved: '2026-11-03T08:00:00.000Z' }],
      }),
    );
  const files = { Ada: await handed('Ada', SOLUTION), Ben: await handed('Ben', '// nothing') };
  await page.getByLabel('Files that were handed in').setInputFiles(
    Object.entries(files).map(([name, bytes]) => ({
      name: `${name}.json.gz`,
      mimeType: 'application/gzip',
      buffer: Buffer.from(bytes),
    })),
  );
  await expect(page.getByRole('columnheader', { name: 'Which way?' })).toBeVisible();
  await page.getByRole('button', { name: 'Run 2 things again' }).click();
  await expect(page.getByRole('button', { name: 'Ada, 3. Double it: passed; tried again: confirmed' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('button', { name: 'Ben, 3. Double it: passed; tried again: differs' })).toBeVisible();
  const table = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the table as CSV' }).click();
  await (await table).saveAs(path);
  const [head, ada] = readFileSync(path, 'utf8').split('\r\n');
  expect(head).toMatch(new RegExp(`,${chapter}/question-1$`));
  expect(ada).toMatch(/,'=down$/);
});

test('instructor can show one step on the projector, go on, and leave', async ({ page }) => {
  await page.goto('./chapters/the-delta-rule/#project=error');
  const title = page.getByRole('heading', { level: 2 });
  await expect(page.getByRole('group', { name: 'Projector' })).toContainText(/Step \d+ of 10/);
  await expect(title).toHaveCount(1);
  await expect(page.locator('#step-error')).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.locator('#step-error [data-scene]')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#step-error')).toBeHidden();
  await expect(title).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Projector' })).toHaveCount(0);
  await expect(page.locator('#step-error')).toBeVisible();
});
