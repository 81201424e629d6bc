import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { packHandIn, textOfHandIn, type HandIn } from '../../src/lib/hand-in/hand-in.ts';
import { exercisesIn } from '../../scripts/lib/exercises.ts';
import { EXERCISE, FORGED, handInOf, SOLUTION } from './forged.ts';

test.setTimeout(150_000);

const opened = async (page: Page): Promise<void> => {
  await page.goto('./class/');
  await expect(page.getByLabel('Files that were handed in')).toBeVisible({ timeout: 30_000 });
};
const drop = async (page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> =>
  page.getByLabel('Files that were handed in').setInputFiles(
    Object.entries(files).map(([name, bytes]) => ({
      name,
      mimeType: 'application/gzip',
      buffer: Buffer.from(bytes),
    })),
  );
const table = (page: Page) => page.getByRole('region', { name: 'Students by exercises' });
const savedBy = async (page: Page, button: string, path: string): Promise<string> => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  await (await download).saveAs(path);
  return readFileSync(path, 'utf8');
};

test('instructor can read what was handed in: files, a zip, texts; damaged, doubled, later and newer ones each told', async ({
  page,
}, info) => {
  await opened(page);
  const hostile = '<img src=x onerror="window.hacked=1">';
  const pack = (name: string, change: Partial<HandIn> = {}, code = SOLUTION) =>
    packHandIn(handInOf(name, code, change));
  const ada = await pack('Ada', { answers: [{ question: '03-the-delta-rule/share', answer: '=1+1' }] }, 'before();');
  const later = await pack('Ada', { writtenAt: '2026-11-05T08:00:00.000Z' });
  const bob = await pack('Bob', { exercises: [{ exercise: EXERCISE, code: '// not yet', state: 'tried' }] });
  await drop(page, {
    'ada.json.gz': ada,
    'renamed.json.gz': ada,
    'ada 2.json.gz': later,
    'moodle.zip': zipSync({
      'Bob_1/bob.json.gz': bob,
      'Cy_2/cut.json.gz': bob.slice(0, -8),
      'x/bomb.json': new Uint8Array(40_000_000).fill(32),
    }),
    'newer.json': new TextEncoder().encode('{"format":"delta-to-depth hand-in","version":9}'),
    'hostile.json.gz': await pack(hostile),
    'formula.json.gz': await pack('=HYPERLINK("http://evil.example","a")'),
  });
  const out = page.getByRole('alert');
  await expect(out).toContainText('Left out: 3. The rest is in.', { timeout: 30_000 });
  await expect(out).toContainText('moodle.zip: Cy_2/cut.json.gz: It is cut off or damaged');
  await expect(out).toContainText('moodle.zip: x/bomb.json: It unpacks to more than 20 MB');
  await expect(out).toContainText('newer.json: This is from a newer version of the book (9;');
  await page.getByText('What came in: 6').click();
  await expect(page.getByText('renamed.json.gz: Ada: the same as ada.json.gz. Left out.')).toBeVisible();
  await expect(page.getByText('ada 2.json.gz: Ada: later than what you had.')).toBeVisible();
  await page.getByLabel('Or paste texts').fill(`"${await textOfHandIn(handInOf('Dee', SOLUTION))}"\n`);
  await expect(page.getByText('5 of 5 students.')).toBeVisible();
  await expect(table(page).getByRole('rowheader')).toHaveText([
    /^<img src=x/,
    /^=HYPERLINK/,
    'Ada, 2 hand-ins',
    'Bob',
    'Dee',
  ]);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);

  // A click opens the code with its differences; sorted, filtered, searched.
  await table(page)
    .getByRole('button', { name: /^Ada, 3\. Write error and delta: passed$/ })
    .click();
  const open = page.getByRole('region', { name: 'Ada: 3. Write error and delta' });
  await expect(open).toContainText('Handed in as passed, 3 tries, written');
  await expect(open.getByRole('group', { name: 'Differences: start and handed in' })).toContainText('off * off');
  await open.getByText('Changed since the hand-in of').click();
  await expect(open.getByRole('group', { name: 'Differences: before and handed in' })).toContainText('before();');
  await table(page).getByRole('button', { name: '3 error-and-delta' }).click();
  await expect(table(page).getByRole('rowheader').last()).toHaveText('Bob');
  await page.getByRole('combobox', { name: /^Show/ }).selectOption('Who has not passed everything');
  await expect(page.getByText('1 of 5 students.')).toBeVisible();
  await page.getByRole('combobox', { name: /^Show/ }).selectOption('Everybody');
  await page.getByLabel('Search names').fill('hyper');
  await expect(page.getByText('1 of 5 students.')).toBeVisible();
  await page.getByLabel('Search names').fill('');
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  const csv = await savedBy(page, 'Save the table as CSV', info.outputPath('table.csv'));
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""a"")",`);
  expect(csv.split('\r\n')).toHaveLength(7);
  const json = JSON.parse(await savedBy(page, 'Save everything as JSON', info.outputPath('all.json'))) as {
    handIns: unknown[];
  };
  expect(json.handIns).toHaveLength(6);

  // A page for each student, and nothing else, goes to the printer.
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole('button', { name: 'Print a page for each student' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article')).toHaveCount(5);
  await expect(page.getByRole('article').filter({ hasText: 'Ada' })).toContainText('1 of 1 exercises passed.');
  await expect(page.getByRole('button')).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.student-page')).toHaveCount(0);

  // It is kept, and can be forgotten.
  await page.reload();
  await expect(page.getByText('5 of 5 students.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Forget all hand-ins' }).click();
  await expect(page.getByRole('alert')).toContainText('none of the');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await expect(table(page)).toBeVisible();
  await page.getByRole('button', { name: 'Forget all hand-ins' }).click();
  await page.getByRole('button', { name: 'Forget them' }).click();
  await expect(table(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel('Files that were handed in')).toBeVisible({ timeout: 30_000 });
  await expect(table(page)).toHaveCount(0);
});

test('instructor can read three hundred hand-ins of every exercise, and open any of them', async ({ page }, info) => {
  const names = Array.from({ length: 300 }, (_, i) => `Student ${i + 1}`);
  const exercises = exercisesIn().map((exercise) => ({ exercise, code: SOLUTION, state: 'passed' as const, tries: 2 }));
  const files = await Promise.all(
    names.map(async (name) => [`${name}.json.gz`, await packHandIn(handInOf(name, '', { exercises }))] as const),
  );
  await opened(page);
  const zip = zipSync(Object.fromEntries(files));
  const began = Date.now();
  await drop(page, { 'class.zip': zip });
  await expect(page.getByText('300 of 300 students.')).toBeVisible({ timeout: 60_000 });
  await expect(table(page).getByRole('rowheader').last()).toHaveText('Student 300');
  // For the notes; how long it takes depends on the machine.
  info.annotations.push({ type: 'milliseconds until the table is there', description: String(Date.now() - began) });
  expect(
    await table(page)
      .getByRole('button', { name: /passed$/ })
      .count(),
  ).toBe(300 * exercises.length);
  await table(page).getByRole('button', { name: 'Student 300, 3. Write error and delta: passed', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Student 300: 3. Write error and delta' })).toContainText('off * off');
  await page.getByLabel('Search names').fill('student 77');
  await expect(page.getByText('1 of 300 students.')).toBeVisible();
});

test('instructor can run again what was handed in, and each forged one is named', async ({ page }, info) => {
  // An honest run: 1,000 images by one layer.
  await page.goto('./playground/#layers=10&trainCount=1000&epochs=1');
  const trainer = page.locator('#trainer-playground');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(trainer.locator('.trainer-status')).toContainText(/^Finished/, { timeout: 60_000 });
  await page.goto('./hand-in/');
  await page.getByLabel('Your name').fill('Runner');
  await page.getByRole('checkbox', { name: /^With its weights/ }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Write the file' }).click();
  const path = info.outputPath('runner.json.gz');
  await (await download).saveAs(path);
  const honest = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as HandIn;
  const [claimed] = honest.claims as readonly {
    title: string;
    claim: { correct: number; specification: object };
    weights: string;
  }[];
  const letter = claimed!.weights[4000];
  const forged = (change: object): HandIn => ({
    ...honest,
    student: { name: 'Run forger' },
    claims: [
      { title: 'another accuracy', claim: { ...claimed!.claim, correct: claimed!.claim.correct + 500 } },
      {
        title: 'another seed',
        claim: { ...claimed!.claim, specification: { ...claimed!.claim.specification, ...change } },
      },
      {
        ...claimed!,
        title: 'another weight',
        weights: `${claimed!.weights.slice(0, 4000)}${letter === 'A' ? 'B' : 'A'}${claimed!.weights.slice(4001)}`,
      },
    ],
  });

  await opened(page);
  const before = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  const files = Object.fromEntries(
    await Promise.all(FORGED.map(async ([name, handIn]) => [`${name}.json.gz`, await packHandIn(handIn)] as const)),
  );
  await drop(page, {
    ...files,
    'runner.json.gz': readFileSync(path),
    'forger.json.gz': await packHandIn(forged({ seed: -5 })),
  });
  await expect(page.getByText(`${FORGED.length + 2} of ${FORGED.length + 2} students.`)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: `Run ${FORGED.length + 4} things again` }).click();
  await expect(page.getByText(`${FORGED.length + 4} tried again in`)).toBeVisible({ timeout: 150_000 });
  for (const [name, , outcome] of FORGED)
    await expect(
      table(page).getByRole('button', { name: new RegExp(`^${name}, 3\\. .*; tried again: ${outcome}$`) }),
    ).toBeVisible();
  const run = (name: string) =>
    table(page)
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .getByRole('button', { name: /runs of/ });
  await expect(run('Runner')).toContainText('confirmed 1');
  await expect(run('Run forger')).toContainText('differs 2, failed 1');
  await run('Run forger').click();
  const open = page.getByRole('region', { name: 'Run forger: Runs' });
  await expect(open).toContainText(
    /another accuracy\. Handed in: [\d,]+ of 10,000 right after 1,000 images\. Here: [\d,]+ of 10,000\./,
  );
  await expect(open).toContainText(
    /another weight\. .*The weights that came along are not those of this run: .* 1 of their numbers are others\./,
  );
  await expect(open).toContainText('another seed. No run of the book makes this claim. seed: expected');
  await page.getByRole('combobox', { name: /^Show/ }).selectOption('Where something differs or failed');
  await expect(page.getByText(`6 of ${FORGED.length + 2} students.`)).toBeVisible();
  // Nothing of the instructor's is harmed.
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).toBe(before);
  expect(new URL(page.url()).pathname).toContain('/class/');
  expect(await page.evaluate(() => 'passed' in {})).toBe(false);
});

test('instructor can find programs that are the same but for names, and look at both', async ({ page }) => {
  const ada = `export function errorAndDelta(prediction: ArrayLike<number>, label: ArrayLike<number>) {
  const differences = new Float32Array(prediction.length);
  let sumOfSquares = 0;
  let at = prediction.length;
  while (at > 0) {
    at = at - 1;
    differences[at] = prediction[at] - label[at];
    sumOfSquares += Math.pow(Math.abs(differences[at]), 2);
  }
  return { error: sumOfSquares, delta: differences };
}`;
  const names: Readonly<Record<string, string>> = { differences: 'd', sumOfSquares: 'total', at: 'i', prediction: 'p' };
  const bob = `// all mine\n${ada.replace(/differences|sumOfSquares|\bat\b|prediction/g, (name) => names[name]!)}`;
  await opened(page);
  await drop(page, {
    'ada.json.gz': await packHandIn(handInOf('Ada', ada)),
    'bob.json.gz': await packHandIn(handInOf('Bob', bob)),
    'cy.json.gz': await packHandIn(handInOf('Cy', SOLUTION)),
    'dee.json.gz': await packHandIn(handInOf('Dee', SOLUTION)),
  });
  await expect(page.getByText('4 of 4 students.')).toBeVisible();
  await page.getByText('Programs that are alike', { exact: true }).click();
  await page.getByRole('button', { name: 'Look for programs that are alike' }).click();
  await expect(page.getByText('One pair with programs that are the same but for names.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ada and Bob: 3. Write error and delta' })).toBeVisible();
  await page.getByRole('button', { name: 'see Bob’s' }).click();
  await expect(page.getByRole('region', { name: 'Bob: 3. Write error and delta' })).toContainText('all mine');
});
