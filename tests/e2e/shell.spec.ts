import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';

const CHAPTER = './chapters/the-delta-rule/';
const now = (page: Page) => page.locator('[data-step-now]');
/** The chapter's own steps; the tests must not depend on how many it has. */
const stepIds = (page: Page): Promise<string[]> =>
  page.locator('.step').evaluateAll((steps) => steps.map((step) => step.id));
/** Top edge of an element within the window. */
const topOf = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
/** Until the page has not moved for half a second: a wheel turned while it still glides is lost in Chromium. */
async function atRest(page: Page): Promise<void> {
  let last = Number.NaN;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await page.evaluate(() => scrollY);
        return last - before;
      },
      { intervals: [500] },
    )
    .toBe(0);
}

test.describe('steps', () => {
  test('reader can walk from step to step by keys and by buttons @deep', async ({ page }) => {
    await page.goto(CHAPTER);
    const ids = await stepIds(page);
    const all = ids.length;
    await expect(now(page)).toHaveText(`${all} steps`);
    await page.keyboard.press('j');
    await expect(now(page)).toHaveText(`Step 1 of ${all}`);
    await page.keyboard.press('j');
    await expect(now(page)).toHaveText(`Step 2 of ${all}`);
    expect(new URL(page.url()).hash).toBe(`#${ids[1] ?? ''}`);
    await expect.poll(() => topOf(page, `#${ids[1] ?? ''}`)).toBeLessThan(120);
    await page.getByRole('button', { name: 'Next step' }).click();
    await expect(now(page)).toHaveText(`Step 3 of ${all}`);
    await page.keyboard.press('k');
    await expect(now(page)).toHaveText(`Step 2 of ${all}`);
    await page.getByRole('button', { name: 'Previous step' }).click();
    await expect(now(page)).toHaveText(`Step 1 of ${all}`);
    await page.keyboard.press('Shift+J');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sixty thousand lessons');
    // The keys work once the script has said how many steps there are.
    await expect(now(page)).toHaveText(/\d+ steps/);
    await page.keyboard.press('Shift+K');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The delta rule');
  });

  test('reader can walk faster than the page scrolls, by keys and by the button', async ({ page }) => {
    await page.goto(CHAPTER);
    const ids = await stepIds(page);
    const all = ids.length;
    await expect(now(page)).toHaveText(`${all} steps`);
    for (let n = 0; n < all; n++) await page.keyboard.press('j');
    await expect(now(page)).toHaveText(`Step ${all} of ${all}`);
    // The scroll ends; nothing that it passes may take over.
    await expect.poll(() => topOf(page, `#${ids.at(-1) ?? ''}`)).toBeLessThan(120);
    await expect(now(page)).toHaveText(`Step ${all} of ${all}`);
    for (let n = 0; n < 3; n++) await page.getByRole('button', { name: 'Previous step' }).click();
    await expect(now(page)).toHaveText(`Step ${all - 3} of ${all}`);
    await expect.poll(() => topOf(page, `#${ids[all - 4] ?? ''}`)).toBeLessThan(120);
    await atRest(page);
    await page.mouse.wheel(0, -100_000);
    await expect(now(page)).toHaveText(`${all} steps`);
  });

  test('reader can walk to the last step though the page ends before it reaches the top', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 3200 });
    await page.goto(CHAPTER);
    const all = (await stepIds(page)).length;
    await expect(now(page)).toHaveText(/\d+/);
    await page.locator('[data-step-go="next"]').click();
    for (let n = 0; n < all; n++) await page.keyboard.press('j');
    const last = `Step ${all} of ${all}`;
    const fromEnd = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY);
    await expect(now(page)).toHaveText(last);
    await atRest(page);
    // What wakes may grow below the window, as this does: the page stays where it is, and so does the reader.
    await page.evaluate(() => {
      document.body.style.paddingBottom = '45px';
    });
    expect(await fromEnd()).toBeGreaterThan(40);
    // Whatever moves the page by less than anybody sees must not name another step.
    await page.evaluate(() => scrollBy({ top: -1, behavior: 'instant' }));
    await page.waitForTimeout(300);
    await expect(now(page)).toHaveText(last);
    await atRest(page);
    await page.mouse.wheel(0, -500);
    await expect(now(page)).not.toHaveText(last);
  });

  test('reader can type the same keys into a field, or turn them off', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(now(page)).toHaveText(/\d+ steps/);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').pressSequentially('jk?');
    await expect(page.getByRole('searchbox')).toHaveValue('jk?');
    await expect(now(page)).toHaveText(/^\d+ steps$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Single keys are on' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.reload();
    await expect(now(page)).toHaveText(/\d+ steps/);
    await page.keyboard.press('j');
    await page.waitForTimeout(300);
    await expect(now(page)).toHaveText(/^\d+ steps$/);
  });

  test('reader can open a link to a step and land on it', async ({ page }) => {
    await page.goto(`${CHAPTER}#step-delta`);
    await expect(now(page)).toHaveText(
      `Step ${(await stepIds(page)).indexOf('step-delta') + 1} of ${(await stepIds(page)).length}`,
    );
    await expect.poll(() => topOf(page, '#step-delta h2')).toBeGreaterThan(40);
  });

  test('reader can mark a step as done and find the mark again, here and on the first page, until it is cleared', async ({
    page,
  }) => {
    await page.goto(CHAPTER);
    const done = page.getByRole('button', { name: /^Done with / }).first();
    await done.click();
    await expect(done).toHaveAttribute('aria-pressed', 'true');
    await page.reload();
    await expect(done).toHaveAttribute('aria-pressed', 'true');
    await page.goto('./');
    await expect(page.getByRole('main')).toContainText(/1 of \d+ steps done/);
    await expect(page.getByRole('main')).toContainText('kept in this browser only');
    await page.getByRole('button', { name: 'Clear all marks' }).click();
    await expect(page.getByRole('main')).not.toContainText('steps done');
    await expect(page.getByRole('link', { name: 'Start with chapter 1' })).toBeVisible();
    await page.goto(CHAPTER);
    await expect(done).toHaveAttribute('aria-pressed', 'false');
  });

  test('reader can still mark steps where the browser keeps nothing, and is told so', async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.goto(CHAPTER);
    const done = page.getByRole('button', { name: /^Done with / }).first();
    await done.click();
    await expect(done).toHaveAttribute('aria-pressed', 'true');
    await page.locator('[popovertarget="steps-menu"]').click();
    await expect(page.locator('#steps-menu')).toContainText('marks last until you leave it');
  });
});

test('reader can choose a theme, which is there before the first paint of the next page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./');
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  expect(await theme()).toBe('dark');
  const button = page.getByRole('button', { name: /^Theme/ });
  await expect(button).toHaveAccessibleName('Theme: as the device');
  await button.click();
  await expect(button).toHaveAccessibleName('Theme: light');
  expect(await theme()).toBe('light');
  await page.goto(CHAPTER, { waitUntil: 'commit' });
  await page.waitForSelector('body', { state: 'attached' });
  expect(await theme()).toBe('light');
  await page.getByRole('button', { name: /^Theme/ }).click();
  expect(await theme()).toBe('dark');
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(theme).toBe('light');
});

test('reader can search the book and go to what was found @deep', async ({ page }) => {
  await page.goto('./about/');
  await expect(page.getByRole('button', { name: /^Theme/ })).toHaveAttribute('title', /Theme/);
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('outer product');
  const results = page.getByRole('dialog').getByRole('link');
  await expect(results.first()).toBeVisible();
  await results.filter({ hasText: 'The delta rule' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The delta rule');
});

test('reader can tell why search does not work when it does not', async ({ page, context }) => {
  await page.goto('./about/');
  await page.evaluate(() =>
    navigator.serviceWorker?.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister()))),
  );
  await context.route('**/search/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('could not be loaded');
});

test.describe('symbols', () => {
  test('reader can point at a symbol and see it lit in the whole step, and what it stands for', async ({ page }) => {
    await page.goto(CHAPTER);
    const step = page.locator('#step-delta');
    await step.locator('.katex [data-symbol="delta"]').first().hover();
    const all = await step.locator('[data-symbol="delta"]').count();
    expect(all).toBeGreaterThan(2);
    await expect(step.locator('[data-symbol="delta"].is-lit')).toHaveCount(all);
    await expect(page.locator('#step-error .is-lit')).toHaveCount(0);
    await expect(page.locator('[data-symbol-readout]')).toContainText('Prediction minus label');
    await page.keyboard.press('Escape');
    await expect(page.locator('.is-lit')).toHaveCount(0);
    await expect(page.locator('[data-symbol-readout]')).toBeHidden();
  });

  test('reader can do the same with the keyboard, through one tab stop a step', async ({ page }) => {
    await page.goto(CHAPTER);
    const legend = page.locator('#step-delta').getByRole('toolbar', { name: 'Symbols in this step' });
    await expect(legend.locator('[tabindex="0"]')).toHaveCount(1);
    await legend.getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    const focused = page.locator(':focus');
    await expect(focused).toHaveText(/delta/);
    await expect(page.locator('#step-delta .katex .is-lit').first()).toBeVisible();
    await expect(legend.locator('[tabindex="0"]')).toHaveText(/delta/);
  });
});

test('reader can guess before running, open the answer, and find the guess again', async ({ page }) => {
  await page.goto(CHAPTER);
  const predict = page.locator('form[data-predict]').first();
  await predict.scrollIntoViewIfNeeded();
  await expect(predict.getByText('Answer', { exact: true })).toBeHidden();
  await predict.getByRole('radio').first().check();
  await predict.getByRole('button', { name: 'Lock in my guess' }).click();
  await expect(predict.getByRole('status')).toContainText('Kept.');
  await predict.getByText('Answer', { exact: true }).click();
  await expect(predict).toContainText('You guessed:');
  await page.reload();
  await expect(predict.getByRole('radio').first()).toBeChecked();
  await expect(predict.getByText('Answer', { exact: true })).toBeVisible();
});

test('reader can guess before seeing what a source published', async ({ page }) => {
  await page.goto('chapters/sixty-thousand-lessons/#step-the-run');
  const step = page.locator('#step-the-run');
  const counts = step.locator('.trainer-published tbody td:nth-child(2)');
  await expect(counts).toHaveCount(9);
  await expect(counts.last()).toBeHidden();
  for (const circle of await step.locator('svg circle.published-figure').all()) await expect(circle).toBeHidden();
  await step.getByRole('button', { name: 'Lock in my guess' }).click();
  await expect(counts.last()).toBeVisible();
  await expect(counts.last()).toHaveText('6,928');
});

/** Every step of a chapter in which published figures wait for a guess. */
const holding = readdirSync(new URL('../../src/content/chapters/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const file = new URL(`../../src/content/chapters/${name}/index.mdx`, import.meta.url);
    const steps = readFileSync(file, 'utf8').split('<Step ').slice(1);
    return steps
      .filter((step) => step.includes('<AfterGuess figures>'))
      .map((step) => [name.slice(3), /id="([^"]+)"/.exec(step)![1]!] as const);
  });

test('reader can guess before any figure of a source shows in the step, wherever they wait for a guess', async ({
  page,
}) => {
  expect(holding.length).toBeGreaterThanOrEqual(5);
  for (const [chapter, id] of holding) {
    await page.goto(`chapters/${chapter}/#step-${id}`);
    const step = page.locator(`#step-${id}`);
    const figures = step.locator('.published-figure');
    await expect(figures, `${chapter}, ${id}`).not.toHaveCount(0);
    const shown = (): Promise<number> =>
      figures.evaluateAll((all) => all.filter((one) => getComputedStyle(one).visibility !== 'hidden').length);
    await expect.poll(shown, `${chapter}, ${id}`).toBe(0);
    const predict = step.locator('.predict');
    const words = step.locator('.after-guess-figures').getByText('appear here once you have guessed');
    await expect(words).toBeVisible();
    const option = predict.getByRole('radio').first();
    if ((await option.count()) > 0) await option.check();
    const number = predict.getByRole('spinbutton');
    if ((await number.count()) > 0) await number.fill('50');
    await predict.getByRole('button', { name: 'Lock in my guess' }).click();
    await expect.poll(shown, `${chapter}, ${id}`).toBe(await figures.count());
    await expect(words).toBeHidden();
  }
});

test('reader can guess before the text beside a question tells the answer, in every chapter', async ({ page }) => {
  for (const [chapter, step, told] of [
    ['ten-neurons', 'before-learning', 'no skill in the 1,256'],
    ['sixty-thousand-lessons', 'smaller-alpha', '61.75 %'],
    ['four-hundred-and-ninety-units', 'eighteen-epochs', 'to .2585, .2042'],
    ['find-the-bug', 'as-printed', 'does not make that 92 %'],
    ['find-the-bug', 'worse-by-mending', 'the number went down'],
    ['the-dance', 'thresholds', '12.2 %'],
    ['a-hidden-layer', 'zero-start', 'pixels are not 0'],
    ['past-99-percent', 'shuffled', 'must learn everything afresh'],
  ] as const) {
    await page.goto(`chapters/${chapter}/#step-${step}`);
    const text = page.locator(`#step-${step} .after-guess`).getByText(told).first();
    await expect(text).toBeHidden();
    const before = await text.boundingBox();
    const predict = page.locator(`#step-${step} .predict`);
    const option = predict.getByRole('radio').first();
    if ((await option.count()) > 0) await option.check();
    await predict.getByRole('button', { name: 'Lock in my guess' }).click();
    await expect(text).toBeVisible();
    expect((await text.boundingBox())?.width).toBeCloseTo(before?.width ?? 0, 1);
    await page.reload();
    await expect(text).toBeVisible();
  }
});

test('reader can check a quiz answer and see why', async ({ page }) => {
  await page.goto(CHAPTER);
  const question = page.locator('.question').first();
  await question.locator('summary').nth(0).click();
  await expect(question.locator('details').nth(0)).toContainText('No.');
  await question.locator('summary').nth(1).click();
  await expect(question.locator('details').nth(1)).toContainText('Yes.');
  await expect(question.locator('details[open]')).toHaveCount(1);
});

test('reader can scroll a long formula with the keyboard on a phone, and the page itself never moves sideways', async ({
  page,
}) => {
  for (const address of [
    './',
    './about/',
    './404.html',
    './chapters/pictures-are-numbers/',
    './chapters/ten-neurons/',
    './chapters/sixty-thousand-lessons/',
    './chapters/batches/',
    './chapters/a-hidden-layer/',
    './chapters/four-hundred-and-ninety-units/',
    './chapters/find-the-bug/',
    './chapters/wider-deeper-dropout/',
    './chapters/past-99-percent/',
    CHAPTER,
  ]) {
    await page.setViewportSize({ width: 320, height: 844 });
    await page.goto(address);
    await page.evaluate(() => dispatchEvent(new Event('hashchange'))); // also what is laid out later
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${address} at ${width}`).toBe(width);
    }
  }
  await page.goto('./chapters/a-hidden-layer/');
  await page.evaluate(() => dispatchEvent(new Event('hashchange')));
  const formulas = page.locator('.katex-display');
  const tooLong = (): Promise<(string | null)[]> =>
    formulas.evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.getAttribute('tabindex')),
    );
  await expect.poll(async () => [...new Set(await tooLong())]).toEqual(['0']);
  const long = page.locator('.katex-display[tabindex="0"]').first();
  await long.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => long.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

test('reader gets the first steps at once and the rest when there is time, and finds every place where it was', async ({
  page,
}) => {
  const skipped = (): Promise<number> =>
    page
      .locator('.step')
      .evaluateAll(
        (steps) =>
          steps.filter((step) => !step.querySelector('h2')?.checkVisibility({ contentVisibilityAuto: true })).length,
      );
  const top = (): Promise<number> =>
    page
      .locator('.step')
      .nth(4)
      .evaluate((step) => step.getBoundingClientRect().top);
  await page.goto(CHAPTER);
  expect(await skipped()).toBeGreaterThan(3);
  await expect
    .poll(async () => {
      await page.mouse.move(200, 300);
      await page.mouse.move(210, 310);
      return skipped();
    })
    .toBe(0);
  const place = `${CHAPTER}#${await page.locator('.step').nth(4).getAttribute('id')}`;
  await page.goto('about:blank');
  for (const arrive of [() => page.goto(place), () => page.reload()]) {
    await arrive();
    expect(await skipped()).toBe(0);
    await expect.poll(top).toBeLessThan(200);
    expect(await top()).toBeGreaterThanOrEqual(0);
  }
});

test('reader can print a chapter: one column, answers open, nothing that only a screen can do', async ({ page }) => {
  await page.goto(CHAPTER);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.stepbar')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Run' }).first()).toBeHidden();
  expect(await page.locator('main details:not([open])').count()).toBe(0);
  await expect(page.locator('.question-answer').last()).toBeVisible();
  await expect(page.locator('.lab-listing').first()).toBeVisible();
  const [prose, lab] = await page
    .locator('#step-delta')
    .evaluate((step) =>
      [step.querySelector('.step-prose'), step.querySelector('.step-lab')].map((part) => part?.getBoundingClientRect()),
    );
  expect(lab?.top).toBeGreaterThanOrEqual(prose?.bottom ?? 0);
  // Also from the dark theme: ink on white paper, and listings with it.
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  const token = (name: string): Promise<string> =>
    page.evaluate((property) => getComputedStyle(document.documentElement).getPropertyValue(property), name);
  expect(await token('--sym-delta')).toBe('#a63c0a');
  expect(await token('--code-keyword')).toBe('#45566f');
  await page.emulateMedia({ media: 'screen' });
  expect(await token('--code-keyword')).toBe('#a9bbd4');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await page.locator('main details[open]').count()).toBe(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('reader can read prose, formulas and listings, open answers and reach every chapter @deep', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The delta rule');
    await expect(page.locator('.katex').first()).toBeVisible();
    await expect(page.locator('.lab-listing').first()).toContainText('export function');
    await expect(page.locator('.needs-js:visible')).toHaveCount(0);
    await page.locator('.question summary').first().click();
    await expect(page.locator('.question-answer').first()).toBeVisible();
    await page.locator('.predict summary').first().click();
    await page.getByRole('button', { name: 'Chapters' }).click();
    await page.locator('#chapters-menu').getByRole('link', { name: 'Ten neurons' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ten neurons');
  });

  test('reader can have the dark theme when the device has it', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('./');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      'rgb(20, 23, 26)',
    );
  });
});

test('reader can open any page under any path, with nothing missing and nothing asked elsewhere @deep', async ({
  page,
  baseURL,
}) => {
  const wrong: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(baseURL ?? ''))
      wrong.push(`outside: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()}: ${response.url()}`);
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()}`);
  });
  for (const address of [
    './',
    './about/',
    './404.html',
    './chapters/pictures-are-numbers/',
    './chapters/ten-neurons/',
    CHAPTER,
    './chapters/sixty-thousand-lessons/',
  ]) {
    await page.goto(address);
    for (const island of await page.locator('astro-island').all()) {
      await island.evaluate((element) =>
        element.firstElementChild?.scrollIntoView({ behavior: 'instant', block: 'center' }),
      );
      await expect(island).not.toHaveAttribute('ssr');
    }
  }
  expect(wrong).toEqual([]);
});

test("reader sees formulas set alike, whether KaTeX's own rules come before the book's or after", async ({ page }) => {
  await page.goto(CHAPTER);
  const looks = (): Promise<string[]> =>
    page
      .locator('main .katex-display')
      .first()
      .evaluate((display) =>
        [display, display.querySelector('.katex')!].flatMap((element) => {
          const { textAlign, margin, padding, fontSize } = getComputedStyle(element);
          return [textAlign, margin, padding, fontSize];
        }),
      );
  const before = await looks();
  await page.addStyleTag({
    content: readFileSync(fileURLToPath(import.meta.resolve('katex/dist/katex.min.css')), 'utf8'),
  });
  expect(await looks()).toEqual(before);
});

test('reader can find the way back from a wrong address, however deep @deep', async ({ page }) => {
  for (const address of [
    './nothing',
    './no/such',
    './no/such/place/',
    './no/chapters/the-delta-rule/',
    './chapters/no-such-chapter/at/all/',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page');
    const link = page.getByRole('link', { name: 'See all chapters' });
    expect(await link.evaluate((element) => getComputedStyle(element).display), address).toBe('inline-flex');
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delta to Depth');
  }
});

test('reader finds the mark of a step after all of it, beside the lab or under it', async ({ page }) => {
  await page.goto(CHAPTER);
  const step = page.locator('.step:has(> .step-lab)').first();
  const done = step.getByRole('button', { name: /^Done/ });
  for (const [width, under] of [
    [1440, false],
    [390, true],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await expect(done).toHaveCount(1);
    const [mark, lab] = await Promise.all([done.boundingBox(), step.locator('.step-lab').boundingBox()]);
    if (under) expect(mark!.y).toBeGreaterThanOrEqual(lab!.y + lab!.height);
    else expect(mark!.x + mark!.width).toBeLessThan(lab!.x);
    await expect(done).toHaveAttribute('aria-pressed', under ? 'true' : 'false');
    await done.click();
    await expect(done).toHaveAttribute('aria-pressed', under ? 'false' : 'true');
  }
});

test('reader gets to the end of a chapter by the End key, also where the browser forgets to go there', async ({
  page,
}) => {
  await page.goto('./chapters/the-delta-rule/');
  // As on a busy machine: the page hears the key, and nothing comes of it. A key that a script makes scrolls nothing.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true })));
  await expect(page.locator('footer')).toBeInViewport();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  // Where something else has the focus the key is its own.
  await page.evaluate(() =>
    document
      .querySelector('input, select, button')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true })),
  );
  await page.waitForTimeout(800);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});
