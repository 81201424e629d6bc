import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

test.setTimeout(120_000);

async function open(page: Page, hash: string): Promise<Locator> {
  await page.goto(`./playground/${hash}`);
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  return page.locator('#trainer-playground');
}
const claimIn = (page: Page): Locator => page.getByRole('region', { name: 'Somebody’s claim' });
const SMALL = '#layers=12:relu,10&epochs=2&trainCount=900&seed=5';

/** Trains a small network and takes the link to its result. */
async function shared(page: Page): Promise<{ hash: string; right: string }> {
  const trainer = await open(page, SMALL);
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(trainer.locator('.trainer-status > .status', { hasText: /^Finished in/ })).toBeVisible({
    timeout: 60_000,
  });
  await trainer.locator('summary', { hasText: /^Share$/ }).click();
  const link = trainer.getByRole('textbox', { name: 'Link to the result of run 1' });
  await expect(trainer.locator('.bench-share')).toContainText('Not in the link: the trained weights');
  const hash = new URL(await link.inputValue()).hash;
  return { hash, right: new URLSearchParams(hash.slice(1)).get('right')! };
}

test('reader can share a result that whoever opens the link confirms to the image', async ({ page, browser }) => {
  const { hash, right } = await shared(page);
  const said = Number(right).toLocaleString('en-US');
  await expect(page.locator('.trainer-score')).toContainText(`${(Number(right) / 100).toFixed(2)} %`);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const trainer = await open(other, hash);
  const claim = claimIn(other);
  await expect(claim).toContainText(`Somebody’s claim: ${said} of 10,000 test images right.`);
  await expect(claim).toContainText('784-12-10, ReLU');
  await expect(claim).toContainText('seed 5; after 1,800 images (2 epochs of 900)');
  await expect(claim).toContainText('Nothing has been trained yet.');
  await expect(trainer.locator('.trainer-run')).toHaveCount(0);
  await claim.getByRole('button', { name: 'Train it again' }).click();
  await expect(claim.getByRole('status')).toContainText(`Confirmed, to the image. ${said} of 10,000 here as well.`);
  // What was found stays for the next visit.
  await other.reload();
  await expect(claim.getByRole('status')).toContainText('Confirmed, to the image.');
  const { violations } = await new AxeBuilder({ page: other }).include('.bench-claim').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await claim.getByRole('button', { name: 'Close' }).click();
  await expect(claim).toHaveCount(0);
  await elsewhere.close();
});

test('reader can tell a claim that is false by one image, and one that was rounded otherwise', async ({ page }) => {
  const { hash, right } = await shared(page);
  const more = Number(right) + 1;
  await open(page, hash.replace(`right=${right}`, `right=${more}`));
  await claimIn(page).getByRole('button', { name: 'Train it again' }).click();
  await expect(claimIn(page).getByRole('status')).toContainText(
    `Differs. ${more.toLocaleString('en-US')} of 10,000 claimed, ${Number(right).toLocaleString('en-US')} of 10,000 here: 1 image apart. The same settings by the same arithmetic give the same count each time`,
  );
  // The last bits of exp and log of some other browser.
  await open(page, hash.replace(`right=${right}`, `right=${more}`).replace(/maths=\w+/, 'maths=00000000'));
  const tolerance = Math.ceil(3 * Math.sqrt(10_000 - more));
  await expect(claimIn(page)).toContainText(`Here the counts may be up to ${tolerance} images apart`);
  await claimIn(page).getByRole('button', { name: 'Train it again' }).click();
  await expect(claimIn(page).getByRole('status')).toContainText('Agrees, as nearly as can be told.');
  await expect(claimIn(page).getByRole('status')).toContainText(`which explains up to ${tolerance}.`);
});

test('reader can train a claim again by the arithmetic that it names', async ({ page }) => {
  const { hash } = await shared(page);
  for (const [by, words] of [
    ['simd-plain', 'WebAssembly that rounds after each multiplication and each addition'],
    ['reference', 'the readable engine on the processor'],
  ] as const) {
    await open(page, hash.replace(/by=[\w-]+/, `by=${by}`));
    await expect(claimIn(page)).toContainText(words);
    await claimIn(page).getByRole('button', { name: 'Train it again' }).click();
    // By the same arithmetic: were it another one, the words would say so.
    await expect(claimIn(page).getByRole('status')).toContainText(
      /^(Confirmed, to the image|Differs)\. [^:]*here(?! as well, although)/,
    );
    await expect(claimIn(page).getByRole('status')).not.toContainText('although');
  }
});

test('reader is told in words what is wrong with a hostile link, and an old link opens as ever', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [hash, words] of [
    [
      '#layers=10&claim=1&right=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&of=10000&seen=600&by=reference&maths=0123abcd',
      'correct: expected a whole number from 0 to 10,000',
    ],
    [
      '#layers=1e12:relu,10&claim=1&right=5&of=10000&seen=60000&by=reference&maths=0123abcd',
      'units: expected at most 4096',
    ],
    [
      '#layers=10&__proto__=1&claim=1&right=5&of=10000&seen=60000&by=reference&maths=0123abcd',
      'The link also says “__proto__”',
    ],
    ['#layers=10&claim=9&right=5&of=10000&seen=60000&by=reference&maths=0123abcd', 'newer version of the book'],
  ] as const) {
    await open(page, hash);
    await expect(
      page.getByRole('alert').filter({ hasText: 'This link makes a claim that cannot be read.' }),
    ).toContainText(words);
    await expect(page.locator('#trainer-playground img[src="x"]')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Train it again' })).toHaveCount(0);
  }
  expect(dialogs).toEqual([]);
  const trainer = await open(page, '#layers=32:relu,10&epochs=3');
  await expect(trainer.getByLabel('Hidden layers, units')).toHaveValue('32');
  await expect(trainer.locator('.bench-claim')).toHaveCount(0);
});
