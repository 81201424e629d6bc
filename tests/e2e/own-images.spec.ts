import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

test.setTimeout(240_000);

const awake = async (page: Page): Promise<Locator> => {
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  return page.locator('#trainer-playground');
};
const open = async (page: Page, hash = ''): Promise<Locator> => {
  await page.goto(`./playground/${hash}`);
  return awake(page);
};

/** A line on the pad by keyboard, a little to the right each time, then the key of its label. */
async function draw(page: Page, own: Locator, label: number): Promise<void> {
  await own.getByRole('application', { name: 'Drawing pad' }).focus();
  for (const key of ['Space', ...Array<string>(1 + (label % 3)).fill('ArrowUp'), 'ArrowRight', 'Space', String(label)])
    await page.keyboard.press(key);
  await expect(own.getByText(`Kept as ${label}: `)).toBeVisible();
}

test('reader can draw ten digits, train with them added, test on them, and find them after a reload', async ({
  page,
}) => {
  const trainer = await open(page, '#layers=16:relu,10&epochs=1&trainCount=2000&seed=3');
  await trainer.getByText('Images of your own').click();
  const own = trainer.locator('.own-images');
  for (let label = 0; label < 10; label++) await draw(page, own, label);
  await expect(own.getByText('“my digits” has 10 images.')).toBeVisible();
  await expect(own.getByRole('listitem').getByText('10 images')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.bench').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]!.html}`)).toEqual([]);
  await trainer.getByText('Images of your own', { exact: true }).click(); // closed again

  await trainer.getByRole('combobox', { name: 'Train on' }).selectOption({ label: 'my digits (10) + MNIST' });
  await trainer.getByRole('combobox', { name: 'Test on' }).selectOption({ label: 'my digits (10)' });
  await expect(trainer.getByText('These are trained on as well')).toBeVisible();
  await expect(trainer.locator('.bench-border')).toContainText('10 test');
  // The pictures beside the network are theirs.
  const samples = trainer.locator('.bench-samples button');
  await expect(samples).toHaveCount(10);
  await expect(samples.nth(7)).toHaveAccessibleName('Test image 8, label 7');
  await trainer.getByRole('slider', { name: /Images to train on/ }).fill('2000');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(trainer.locator('.trainer-status > .status', { hasText: /^Finished in/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(trainer.locator('.bench-results')).toContainText(/\d of 10(?![\d,])/);
  const wrong = trainer.locator('.bench-samples .is-wrong');
  const [, said] = /^(\d+) of these 10 wrong now/.exec(await trainer.getByText(/of these 10 wrong now/).innerText())!;
  await expect(wrong).toHaveCount(Number(said));
  const share = trainer.locator('summary', { hasText: /^Share$/ });
  await share.click();
  await expect(trainer.getByText('It learned from images of your own')).toBeVisible();
  await share.click(); // closed again

  // Curves and mistakes as pictures, in the colours for light paper whatever the page is in.
  await page.emulateMedia({ colorScheme: 'dark' });
  const saved = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      trainer.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFile(await download.path());
  };
  const svg = (await saved('Save Curves as SVG')).toString();
  expect(svg).toMatch(/^<svg[^>]*><title>Curves<\/title><rect [^>]*fill="rgb\(25\d, 25\d, 2[45]\d\)"/);
  expect(svg).toMatch(/<text[^>]*font-family="[^"]+"[^>]*>/);
  expect(svg).not.toMatch(/class=|var\(|currentColor/);
  const png = await saved('Save Mistakes as PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const colours = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    return [data[0]!, new Set(new Uint32Array(data.buffer)).size] as const;
  }, png.toString('base64'));
  expect(colours[0]).toBeGreaterThan(240); // paper
  expect(colours[1]).toBeGreaterThan(20);

  await page.reload();
  const again = await awake(page);
  await expect(again.getByRole('combobox', { name: 'Train on' })).toHaveValue(/^my digits\.[0-9a-f]{8}\.10\.1\+mnist$/);
  await expect(again.locator('.bench-border')).toContainText('10 test');
  await again.getByText('Images of your own').click();
  await expect(again.locator('.own-images').getByRole('listitem').getByText('10 images')).toBeVisible();
  await expect(again.getByRole('alert')).toHaveCount(0);
});

test('reader can bring in a zip of PNG images, save them, bring them back in, and is told by a link what is missing', async ({
  page,
}) => {
  const missing = '7 nines.01234567.12.12~mnist';
  const trainer = await open(page, `#layers=10&batchSize=10&data=${encodeURIComponent(missing)}`);
  await expect(trainer.getByRole('alert')).toContainText(
    'This browser does not have the images “7 nines” (12 of them, 01234567). Ask whoever has them',
  );
  await trainer.getByText('Images of your own', { exact: true }).click();
  const own = trainer.locator('.own-images');
  await own.getByLabel('Bring in files').setInputFiles('tests/fixtures/own-images/by-folder.zip');
  await expect(own.locator('.own-said')).toHaveText(
    '“by-folder” is kept: 14 images. 3 were dark on light and turned round. 1 was of another size: scaled and centred, as a drawing is.',
  );
  await expect(own.locator('.own-refused li')).toHaveCount(6);
  await expect(own.locator('.own-refused')).toContainText('mine/12/none.png: it says no label');

  const download = page.waitForEvent('download');
  await own.getByRole('button', { name: 'Save as a file' }).click();
  const file = await (await download).path();
  await own.getByLabel('Bring in files').setInputFiles({
    name: 'again.zip',
    mimeType: 'application/zip',
    buffer: await readFile(file),
  });
  await expect(own.locator('.own-said')).toHaveText('“again” is kept: 14 images.');
  // The same images have the same hash, whatever they are called and however they came.
  const values = await trainer
    .getByRole('combobox', { name: 'Test on' })
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value.split('.').slice(1).join('.')));
  expect(values[1]).toMatch(/^[0-9a-f]{8}\.14\.5$/);
  expect(values[2]).toBe(values[1]);

  await own.getByRole('listitem').filter({ hasText: 'again' }).getByRole('button', { name: 'Remove…' }).click();
  await own.getByRole('button', { name: 'Remove for good' }).click();
  await expect(own.locator('.own-sets > li')).toHaveCount(1);
});
