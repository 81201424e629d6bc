import { expect, test, type Page } from '@playwright/test';

test.setTimeout(240_000);

/** What the pre-flight says of one thing, once it is through. */
async function check(page: Page): Promise<(name: string) => Promise<{ state: string; words: string }>> {
  await page.goto('./class/preflight/');
  await page.getByRole('button', { name: 'Check this browser' }).click();
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible({ timeout: 200_000 });
  return async (name) => {
    const row = page.locator('.preflight-rows > div', { hasText: name });
    return {
      state: (await row.getAttribute('class'))!.replace('preflight-', ''),
      words: await row.locator('dd').innerText(),
    };
  };
}
const verdict = (page: Page) => page.locator('.preflight > [role=status]');

test.describe('with a copy for reading offline', () => {
  test.use({ serviceWorkers: 'allow' });
  test('reader can see before the course that this browser can do it, and copy the text for the teacher', async ({
    page,
  }) => {
    const found = await check(page);
    await expect(verdict(page)).toHaveText('All is well: the course can be done here.');
    expect((await found('Files of the book')).words).toMatch(/^4\d\d files of \d\d\.\d MB/);
    expect((await found('Digits and training')).words).toContain('ended at 6,928 of 10,000, as it must (engine');
    expect((await found('The longest run')).words).toMatch(/takes about \d+ (seconds|minutes) here/);
    const text = await page.getByRole('textbox').inputValue();
    expect(text.split('\n')).toHaveLength(3 + 7);
    expect(text).toContain('[good] Running code: A program ran in its sandbox, and had no way out of it.');
  });
});

test('reader is told when the browser keeps nothing, and what to do', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
  });
  const found = await check(page);
  await expect(verdict(page)).toHaveText('Something must be done first: see below.');
  expect(await found('Keeping work')).toEqual({
    state: 'bad',
    words: expect.stringContaining('Allow storage') as unknown as string,
  });
  expect(await found('Reading offline')).toMatchObject({ state: 'limited' });
});

test('reader is told when there is little room, or no database', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.estimate = () => Promise.resolve({ quota: 60_000_000, usage: 20_000_000 });
  });
  const found = await check(page);
  expect(await found('Keeping work')).toMatchObject({
    state: 'limited',
    words: expect.stringContaining('room for only 40 MB') as unknown as string,
  });
  await expect(verdict(page)).toHaveText('The course can be done here, with the limits below.');
});

test('reader is told when something on the way holds back the sandbox, the digits or files of the book', async ({
  page,
}) => {
  for (const held of ['**/sandbox.html', '**/data/mnist/train-*.bin', '**/class/files.json'])
    await page.context().route(held, (route) => route.fulfill({ status: 403, body: 'Blocked by the filter' }));
  const found = await check(page);
  expect(await found('Running code')).toMatchObject({
    state: 'bad',
    words: expect.stringContaining('holds back sandbox.html') as unknown as string,
  });
  expect(await found('Digits and training')).toMatchObject({
    state: 'bad',
    words: expect.stringMatching(/403|did not/) as unknown as string,
  });
  expect(await found('Files of the book')).toMatchObject({
    state: 'bad',
    words: expect.stringContaining('The host does not have the whole book') as unknown as string,
  });
});

test('reader is told when a file of digits is damaged', async ({ page }) => {
  await page.context().route('**/data/mnist/test-0.bin', async (route) => {
    const body = await (await route.fetch()).body();
    body[1000]! ^= 1;
    await route.fulfill({ body });
  });
  const found = await check(page);
  expect(await found('Digits and training')).toMatchObject({
    state: 'bad',
    words: expect.stringContaining('test-0.bin') as unknown as string,
  });
});

test('reader can stop the check', async ({ page }) => {
  await page.context().route('**/data/mnist/train-*.bin', () => undefined);
  await page.goto('./class/preflight/');
  await page.getByRole('button', { name: 'Check this browser' }).click();
  await expect(verdict(page)).toContainText('training on all of them', { timeout: 150_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(verdict(page)).toHaveText('Stopped.');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
});
