import { expect, test, type Locator, type Page } from '@playwright/test';
import { exerciseOn, withoutMonaco } from './lab/exercise-page.ts';

/** The place of a living figure in a step, with the figure alive in it. */
async function figureIn(page: Page, step: string): Promise<Locator> {
  const place = page.locator(`#step-${step} [data-scene]`);
  await place.scrollIntoViewIfNeeded();
  await expect(place.locator('.explanation-view')).not.toHaveAttribute('inert');
  return place;
}

/** Opens a chapter at a step. */
const open = (page: Page, chapter: string, step: string): Promise<unknown> =>
  page.goto(`chapters/${chapter}/#step-${step}`);

/** Goes to a step as the keyboard does: to the next, so many times. */
async function press(page: Page, key: 'j' | 'k', times = 1): Promise<void> {
  for (let n = 0; n < times; n++) await page.keyboard.press(key);
}

/** Puts a text in place of another in an exercise, in the plain editor, runs it, and comes back to the figure. */
async function write(page: Page, exercise: string, from: string, to: string): Promise<void> {
  const { plain, root, run, verdict } = await exerciseOn(page, exercise);
  const text = await plain.inputValue();
  expect(text).toContain(from);
  await plain.fill(text.replace(from, to));
  await run.click();
  await expect(verdict).toHaveText(/Not yet|Passed|Error/);
  await page.locator('.step').filter({ has: root }).locator('[data-explanation]').scrollIntoViewIfNeeded();
}

test('reader can take one figure from step to step, there and back, with all that was changed in it', async ({
  page,
}) => {
  await open(page, 'a-hidden-layer', 'passed-back');
  const first = await figureIn(page, 'passed-back');
  const words = (place: Locator): Locator => place.locator('.tiny-words');
  await expect(words(first)).toHaveText(/^What comes back to unit 1: /);
  await expect(first.getByRole('slider', { name: 'Stage' })).toHaveAttribute('aria-valuetext', '7 of 13, back');
  await first.getByRole('button', { name: 'Make 1 the right one' }).click();
  await expect(words(first)).toContainText('= 0.62.');
  await page.locator('#step-passed-back h2').click();
  await press(page, 'j');
  const second = await figureIn(page, 'slope');
  await expect(words(second)).toHaveText(/^Times the slope of ReLU/);
  await expect(second.getByRole('button', { name: 'Make 0 the right one' })).toBeVisible();
  // Where it was, its still is.
  await expect(first.locator('.explanation-view')).toHaveAttribute('inert');
  await expect(words(first)).toContainText('= −0.38.');
  await press(page, 'k');
  await figureIn(page, 'passed-back');
  await expect(words(first)).toContainText('= 0.62.');
  await expect(second.locator('.explanation-view')).toHaveAttribute('inert');
});

test('reader can see the figure of chapter 7 run their own backward, and a wrong sign push the weights away', async ({
  page,
}) => {
  await withoutMonaco(page);
  await open(page, 'a-hidden-layer', 'four-gradients');
  const figure = await figureIn(page, 'four-gradients');
  const own = figure.locator('.own-words');
  await expect(own).toHaveCount(0);
  const backward = '07-a-hidden-layer/backward';
  await write(page, backward, 'zeros(label.length); // [10]', 'subtract(probabilities, label);');
  await write(
    page,
    backward,
    'weightDeltas2: zeros(hidden.length, delta2.length)',
    'weightDeltas2: outer(hidden, delta2)',
  );
  // delta1 and what comes of it are missing still.
  await expect(own).toContainText('Your backward runs here. 6 of its numbers are wrong', { timeout: 30_000 });
  await expect(figure.locator('.tiny-edge.is-off')).toHaveCount(4);
  await write(page, backward, 'subtract(probabilities, label)', 'subtract(label, probabilities)');
  await expect(own).toContainText('12 of its numbers are wrong', { timeout: 30_000 });
  await figure.getByRole('button', { name: 'One lesson' }).click();
  await expect(figure.getByRole('status')).toContainText(
    /^One lesson by your backward, at rate 0\.1: the loss went from 0\.474 to 0\.\d+, which is up: the weights went the wrong way\./,
  );
  // A line that cannot run is named.
  await write(page, backward, 'subtract(label, probabilities)', 'subtract(label, nothing)');
  await expect(own).toContainText(/^Your backward cannot run here yet\. Line \d+: nothing is not defined/, {
    timeout: 30_000,
  });
});

test('reader can see the figure of chapter 7 measure its slopes by their own slopeOf, and a one-sided one marked', async ({
  page,
}) => {
  await withoutMonaco(page);
  await open(page, 'a-hidden-layer', 'measure');
  const figure = await figureIn(page, 'measure');
  const [own, facts] = [figure.locator('.own-words'), figure.locator('.tiny-facts')];
  const check = '07-a-hidden-layer/gradient-check';
  const measuring = (lower: string, way: string): string => `const before = values[k];
  values[k] = before + 0.1;
  const higher = loss();
  values[k] = ${lower};
  const lower = loss();
  values[k] = before;
  return (higher - lower) / ${way};`;
  await write(page, check, 'return 0;', measuring('before - 0.1', '0.2'));
  await expect(own).toHaveText('Your slopeOf runs here, and every number of it is right.', { timeout: 30_000 });
  await expect(facts).toContainText('slope, measured by your slopeOf−0.756');
  await write(page, check, measuring('before - 0.1', '0.2'), measuring('before', '0.1'));
  await expect(own).toContainText(/^Your slopeOf runs here\. \d+ of its numbers are wrong/, { timeout: 30_000 });
});

test('reader can see the figure of chapter 3 learn by their own update, ten lessons at a time', async ({ page }) => {
  await withoutMonaco(page);
  await open(page, 'the-delta-rule', 'update');
  const figure = await figureIn(page, 'update');
  const [own, told] = [figure.locator('.own-words'), figure.getByRole('status')];
  await figure.getByRole('button', { name: '10 lessons' }).click();
  await expect(told).toHaveText('10 lessons: the two errors together went from 20.00 to 1.38.');
  await figure.getByRole('button', { name: 'Back to the start' }).click();
  const rule = (sign: string): string => `
  for (let i = 0; i < image.length; i++)
    for (let j = 0; j < 10; j++) weights[i][j] ${sign} alpha * image[i] * (prediction[j] - label[j]);
  // 1. Work out`;
  await write(page, '03-the-delta-rule/update', '\n  // 1. Work out', rule('+='));
  await expect(own).toContainText(/^Your update runs here\. \d+ of its numbers are wrong/, { timeout: 30_000 });
  await figure.getByRole('button', { name: '10 lessons' }).click();
  await expect(told).toHaveText(
    /^10 lessons by your update: the two errors together went from 20\.00 to \d+\.\d+, which is up: the weights are pushed away\.$/,
  );
  await figure.getByRole('button', { name: 'Back to the start' }).click();
  await write(page, '03-the-delta-rule/update', 'weights[i][j] += alpha', 'weights[i][j] -= alpha');
  await expect(own).toHaveText('Your update runs here, and every number of it is right.', { timeout: 30_000 });
});

test('reader can see the figure of chapter 13 filled by their own convolve, and pooled', async ({ page }) => {
  await withoutMonaco(page);
  await open(page, 'past-99-percent', 'window');
  const figure = await figureIn(page, 'window');
  const own = figure.locator('.own-words');
  await write(
    page,
    '13-past-99-percent/convolve',
    '  return result;',
    `  for (let r = 0; r < 24; r++) {
    result.push(new Float32Array(24));
    for (let c = 0; c < 24; c++)
      for (let i = 0; i < 5; i++)
        for (let j = 0; j < 5; j++) result[r][c] += picture[r + i][c + j] * kernel[j][i];
  }
  return result;`,
  );
  await expect(own).toContainText(/^Your convolve runs here\. \d+ of its numbers are wrong/, { timeout: 30_000 });
  await write(page, '13-past-99-percent/convolve', 'kernel[j][i]', 'kernel[i][j]');
  await expect(own).toHaveText('Your convolve runs here, and every number of it is right.', { timeout: 30_000 });
  await figure.getByRole('slider', { name: 'Window of 5 by 5 pixels' }).press('ArrowRight');
  await expect(figure.locator('.kernel-words')).toContainText('Row 15, column 17: ');
  await page.locator('#step-window h2').click();
  await press(page, 'j', 2);
  const pooling = await figureIn(page, 'pooling');
  await expect(pooling.locator('.kernel-picture')).toHaveCount(3);
  await expect(pooling.locator('.kernel-words')).toContainText(/^Rows 14 and 15, columns 16 and 17: of /);
});

test('reader can see the microscope take its lesson by their own train, and a wrong sign push the weights away', async ({
  page,
}) => {
  await withoutMonaco(page);
  await open(page, 'a-hidden-layer', 'train');
  const microscope = page.locator('#step-train [data-explanation="microscope"]');
  const [own, words] = [microscope.locator('.own-words'), microscope.locator('.scope-words')];
  const train = '07-a-hidden-layer/train';
  const lesson = (sign: string): string => `
    const delta2 = softmax(scores);
    delta2[labels[n]] -= 1;
    const delta1 = new Float32Array(units);
    for (let i = 0; i < units; i++)
      if (sums[i] > 0) for (let j = 0; j < 10; j++) delta1[i] += weights2[i][j] * delta2[j];
    for (let i = 0; i < units; i++)
      for (let j = 0; j < 10; j++) weights2[i][j] ${sign}= alpha * hidden[i] * delta2[j];
    for (let j = 0; j < 10; j++) bias2[j] ${sign}= alpha * delta2[j];
    for (let k = 0; k < 784; k++)
      for (let i = 0; i < units; i++) weights1[k][i] ${sign}= alpha * image[k] * delta1[i];
    for (let i = 0; i < units; i++) bias1[i] ${sign}= alpha * delta1[i];
  }
}
`;
  // Of the 60,000 images a few are enough here.
  const { plain } = await exerciseOn(page, train);
  await plain.fill((await plain.inputValue()).replace('0, 60_000', '0, 200').replace('0, 10_000', '0, 200'));
  const rest = /\n\n {4}\/\/ 1\. delta2[\s\S]*?\n}\n/.exec(await plain.inputValue())![0];
  await write(page, train, rest, lesson('-'));
  await expect(own).toHaveText('Your train runs here, and every number of it is right.', { timeout: 60_000 });
  await microscope.getByRole('slider', { name: 'Way' }).press('End');
  await expect(words).toHaveText('Your train has given the lesson. The loss of this image was 0.752 and is 0.031.');
  await write(page, train, lesson('-'), lesson('+'));
  await expect(own).toContainText(/^Your train runs here\. [\d,]+ of its numbers are wrong/, { timeout: 60_000 });
  await expect(words).toHaveText(
    /^Your train has given the lesson\. The loss of this image was 0\.752 and is [3-9]\.\d+, which is up: the weights are pushed away\.$/,
  );
  await expect(microscope.locator('.unit-tiles .is-off')).toHaveCount(18);
});

test('reader can see their own makeNetwork read the digits of the figure, and a pooling by means marked', async ({
  page,
}) => {
  await withoutMonaco(page);
  await open(page, 'past-99-percent', 'two-floors');
  const figure = page.locator('#step-two-floors [data-explanation="what-filters-want"]');
  const own = figure.locator('.own-words');
  const network = '13-past-99-percent/network';
  const layers = (pool: string): string => `
  model.add(tf.layers.conv2d({ filters: filters1, kernelSize: 5, activation: 'relu', inputShape: [28, 28, 1] }));
  model.add(tf.layers.${pool}({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: filters2, kernelSize: 5, activation: 'relu' }));
  model.add(tf.layers.${pool}({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 10 }));
  model.compile({ optimizer: tf.train.adam(0.002), loss: tf.losses.softmaxCrossEntropy });
  return model;`;
  const { plain } = await exerciseOn(page, network);
  await plain.fill((await plain.inputValue()).replace('[6_000, 1]', '[200, 1]'));
  await write(page, network, '\n  return model;', layers('maxPooling2d'));
  await expect(own).toHaveText('Your makeNetwork runs here, and every number of it is right.', { timeout: 60_000 });
  await expect(figure.locator('figcaption')).toHaveCount(9);
  await expect(figure.locator('figcaption').first()).toHaveText(/^yours reads \d$/);
  await expect(figure.locator('.is-off')).toHaveCount(0);
  await write(page, network, layers('maxPooling2d'), layers('averagePooling2d'));
  await expect(own).toContainText('90 of its numbers are wrong, and marked', { timeout: 60_000 });
  await expect(figure.locator('.is-off')).toHaveCount(9);
});

test('reader on a phone has the figure above the text while it scrolls, and can fold it away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'a-hidden-layer', 'passed-back');
  const figure = await figureIn(page, 'passed-back');
  await page
    .locator('#step-passed-back .step-prose p')
    .last()
    .evaluate((p) => p.scrollIntoView({ block: 'end' }));
  const box = (await figure.boundingBox())!;
  expect(Math.abs(box.y)).toBeLessThan(2);
  expect(box.height).toBeLessThanOrEqual(0.38 * 844 + 1);
  await figure.getByRole('button', { name: 'Figure' }).click();
  await expect(figure.locator('.explanation-view')).toBeHidden();
  expect((await figure.boundingBox())!.height).toBeLessThan(90);
  await figure.getByRole('button', { name: 'Figure' }).click();
  await expect(figure.locator('.explanation-view')).toBeVisible();
});

test('reader on a phone sees the longest sentence of a figure whole, below the whole drawing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [chapter, step] of [
    ['a-hidden-layer', 'slope'],
    ['the-delta-rule', 'error'],
  ] as const) {
    await open(page, chapter, step);
    const figure = await figureIn(page, step);
    await page
      .locator(`#step-${step} .step-prose p`)
      .last()
      .evaluate((p) => p.scrollIntoView({ block: 'end' }));
    const box = (await figure.boundingBox())!;
    expect(Math.abs(box.y)).toBeLessThan(2);
    const words = (await figure.locator('.tiny-words').boundingBox())!;
    expect(words.y + words.height).toBeLessThanOrEqual(box.y + box.height);
  }
});

test('reader without JavaScript has in each step its own still', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  for (const [chapter, stills] of Object.entries({
    'the-delta-rule': {
      error: /^Error of score 0/,
      delta: /^Delta of score 0/,
      shares: /^Share/,
      alpha: /^The weight from/,
      update: /^The same image again/,
    },
    'a-hidden-layer': {
      relu: /^Score of 0/,
      'passed-back': /^What comes back to unit 1/,
      slope: /^Times the slope/,
      'four-gradients': /^Gradient of the weight from input 2/,
      measure: /^Gradient of the weight from input 2/,
    },
  })) {
    await page.goto(`chapters/${chapter}/`);
    for (const [step, words] of Object.entries(stills))
      await expect(page.locator(`#step-${step} [data-scene] .tiny-words`)).toHaveText(words);
  }
  await page.goto('chapters/past-99-percent/');
  for (const [step, pictures] of Object.entries({ window: 2, sharing: 2, pooling: 3 }))
    await expect(page.locator(`#step-${step} [data-scene] .kernel-picture`)).toHaveCount(pictures);
  await page.close();
});
