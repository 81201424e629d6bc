import { expect, test, type Locator, type Page } from '@playwright/test';
import { explanation as explanationIn } from './explanation.ts';

/** The explanation called `name`, alive; `guess` answers the question of its step first. */
async function explanation(page: Page, chapter: string, name: string, guess = false): Promise<Locator> {
  await page.goto(`chapters/${chapter}/`);
  const found = page.locator(`[data-explanation="${name}"]`);
  if (guess) {
    const question = page.locator('.step').filter({ has: found }).locator('.predict');
    const choice = question.getByRole('radio');
    if ((await choice.count()) > 0) await choice.first().check();
    await question.getByRole('button', { name: 'Lock in my guess' }).click();
  }
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('.explanation-view')).not.toHaveAttribute('inert');
  return found;
}

const CHAPTER_7 = 'a-hidden-layer';

test('reader can play 20 lessons and see equal units stay one while random ones part', async ({ page }) => {
  const starts = await explanation(page, CHAPTER_7, 'zero-start', true);
  const slide = starts.getByRole('slider', { name: 'Lesson' });
  await slide.press('Home');
  await expect(starts.locator('tr.zero-equal td').first()).toHaveText('0.50, 0.50');
  await expect(starts.locator('.zero-random .zero-unit')).toHaveCount(3);
  await starts.getByRole('button', { name: 'Play 20 lessons' }).click();
  await expect(slide).toHaveAttribute('aria-valuetext', '20 of 20');
  await expect(starts.getByRole('status')).toContainText('stay one for ever');
  await expect(starts.locator('.zero-zeros .zero-unit')).toHaveCount(1);
  await expect(starts.locator('.zero-equal .zero-unit')).toHaveCount(1);
  await expect(starts.locator('.zero-random .zero-unit')).toHaveCount(3);
  await expect(starts.locator('tr.zero-equal td')).toHaveText(['0.57, 0.34', '0.57, 0.34', '0.57, 0.34', '0.676']);
  await expect(starts.locator('tr.zero-zeros td').first()).toHaveText('0.00, 0.00');
  await starts.getByRole('button', { name: 'Other random weights' }).click();
  await expect(starts.locator('tr.zero-random td').first()).not.toHaveText('−0.63, 0.79');
});

test('reader can take one lesson through the microscope, layer by layer, and undo it to the last bit', async ({
  page,
}) => {
  const microscope = await explanation(page, CHAPTER_7, 'microscope');
  const print = microscope.locator('.scope-print output');
  await expect(print).toHaveText(/^[0-9a-f]{8}$/);
  const before = await print.textContent();
  const words = microscope.locator('.scope-words');
  await expect(words).toContainText('Softmax gives 3 a share of 51.9 %, and the right one, 1, 47.1 %');
  const forward = microscope.getByRole('button', { name: 'One step forward' });
  const back = microscope.getByRole('button', { name: 'One step back' });
  for (let stage = 5; stage < 10; stage++) await forward.click();
  await expect(words).toContainText('The loss of this image was 0.752 and is 0.031');
  await expect(print).not.toHaveText(before!);
  const learnt = await print.textContent();
  // On to the next image, which is taught as well, and all the way back.
  await forward.click();
  await expect(words).toContainText('Training image 26, a 2');
  await expect(print).toHaveText(learnt!);
  await microscope.getByRole('slider', { name: 'Way' }).press('End');
  await expect(words).toContainText('All 25,450 numbers have taken their step');
  await expect(print).not.toHaveText(learnt!);
  await microscope.getByRole('slider', { name: 'Way' }).press('Home');
  await back.click();
  await expect(words).toContainText('The loss of this image was 0.752 and is 0.031');
  await expect(print).toHaveText(learnt!);
  await back.click();
  await expect(print).toHaveText(before!);
  // Any unit, any image, and weights that have learnt nothing.
  await microscope.getByRole('button', { name: /^Unit 5:/ }).click();
  await expect(microscope.locator('.scope-unit-in-hand')).toContainText('Unit 5. Sum −6.14, passes on 0.00.');
  await microscope.getByRole('spinbutton', { name: 'Training image' }).fill('1000');
  await microscope.getByRole('spinbutton', { name: 'Training image' }).press('Enter');
  await expect(words).toContainText('Training image 1,000, a 6');
  await microscope.getByRole('button', { name: 'Random weights' }).click();
  await expect(print).not.toHaveText(before!);
});

test('reader can silence one unit and many, and see at once how many test images are right', async ({ page }) => {
  const units = await explanation(page, CHAPTER_7, 'silenced-units');
  const words = units.getByRole('status');
  await expect(units.locator('.silence-score')).toHaveText('96.2 % right with 32 of 32 units');
  await units.getByRole('button', { name: 'Unit 28, 433 images' }).click();
  await expect(words).toHaveText('Without unit 28: 9,185 of 10,000 are right, 433 fewer.', { timeout: 60_000 });
  await expect(units).toContainText('It votes most for 4, and most against 5.');
  await units.getByRole('button', { name: 'Unit 6, 238 images' }).press('Enter');
  await expect(words).toHaveText('Without units 28 and 6: 8,745 of 10,000 are right, 873 fewer.');
  await units.getByRole('button', { name: 'Unit 6, 238 images, silent' }).click();
  await expect(words).toContainText('9,185 of 10,000');
  await units.getByRole('button', { name: 'Silence the half that costs least' }).click();
  await expect(words).toContainText('Without 16 units: ');
  await units.getByRole('button', { name: 'Let all speak' }).click();
  await expect(units.locator('.silence-score')).toHaveText('96.2 % right with 32 of 32 units');
});

const CHAPTER_8 = 'four-hundred-and-ninety-units';

test('reader can see which pixels voted for a wrong answer, pixel by pixel, and go on to the next mistake', async ({
  page,
}) => {
  const votes = await explanation(page, CHAPTER_8, 'pixel-votes');
  const captions = votes.locator('.votes-pictures figcaption');
  await expect(captions).toHaveText([
    'test image 81, a 7, read as 9',
    'for 9: pixels 6.82, biases 0.16, together 6.98',
    'for 7: pixels 5.35, biases 1.35, together 6.71',
    '9 rather than 7',
  ]);
  await expect(votes.locator('.votes-near figcaption')).toHaveText(['a 7', 'a 7', 'a 7', 'a 7', 'a 9', 'a 7']);
  // A click chooses a pixel; arrow keys move on from it.
  const picture = (await votes.locator('.votes-picture').nth(2).boundingBox())!;
  await page.mouse.click(picture.x + (12.9 / 29) * picture.width, picture.y + (9.9 / 29) * picture.height);
  await expect(votes.locator('.votes-words')).toContainText('Row 9, column 12: ');
  await expect(votes.locator('.votes-words')).toContainText('0.81 to 7: ');
  await votes.getByRole('slider', { name: 'Pixel of votes for 7' }).press('ArrowUp');
  await expect(votes.locator('.votes-words')).toContainText('Row 8, column 12: ');
  await votes.getByRole('combobox', { name: 'against' }).selectOption('4');
  await expect(captions.nth(3)).toHaveText('9 rather than 4');
  await expect(captions.nth(2)).toHaveText(/^for 4: pixels −1\.01, biases 0\.51, together −0\.50$/);
  await votes.getByRole('button', { name: 'Next mistake' }).click();
  await expect(votes.getByRole('status')).toContainText('Test image 150, a 2, one of 382', { timeout: 60_000 });
  await votes.getByRole('button', { name: 'What looks like it inside?' }).click();
  await expect(votes.locator('.votes-near figcaption')).toHaveCount(6);
});

const CHAPTER_10 = 'wider-deeper-dropout';

test('reader can go through the epochs and see the gap open and images learnt by heart', async ({ page }) => {
  const gap = await explanation(page, CHAPTER_10, 'gap');
  const words = gap.locator('.gap-words');
  await expect(words).toContainText('128 units, epoch 20: 100.0 % right in training, 90.5 % in validation.');
  await gap.getByRole('slider', { name: 'Epoch' }).fill('2');
  await expect(words).toContainText('epoch 2: 92.3 % right in training, 87.6 % in validation. The gap is 4.7 points.');
  await expect(gap.locator('.gap-caption')).toContainText('has 0 of these 12 right after epoch 2');
  await gap.getByRole('button', { name: 'One step back' }).click();
  await expect(gap.getByRole('status')).toContainText('climb together');
  await gap.getByRole('button', { name: 'Play' }).click();
  await expect(gap.locator('.gap-images .is-learnt')).toHaveCount(12);
  await gap.getByRole('button', { name: '8 units', exact: true }).click();
  await expect(words).toContainText('8 units, epoch 20: 93.9 % right in training, 86.4 % in validation.');
  await expect(gap.locator('.gap-images .is-learnt')).toHaveCount(0);
});

test('reader can draw thinned networks, hear a hundred of them together, and take units away', async ({ page }) => {
  const dropout = await explanation(page, CHAPTER_10, 'dropout');
  const words = dropout.locator('.drop-words');
  await expect(words).toContainText('31 of 128 units are out, among them 21 of the 73');
  await dropout.getByRole('button', { name: 'Next draw' }).click();
  await expect(words).not.toContainText('31 of 128 units are out, among them 21 of the 73');
  await dropout.getByRole('button', { name: 'Back to the start' }).click();
  await dropout.getByRole('button', { name: '100 networks together' }).click();
  await expect(words).toContainText('Of 100 thinned networks 94 answer 6.');
  await expect(dropout.getByRole('status')).toContainText(
    'a share of 73.3 %; the whole network, with no unit out, 86.3 %',
  );
  await dropout.getByRole('slider', { name: 'Dropped, of each 100 units' }).fill('50');
  await expect(dropout.getByRole('status')).toContainText('81.7 % of the validation images are right without dropout in training, 88.0 % with it'); // prettier-ignore
  await dropout.getByRole('button', { name: 'Next image' }).click();
  await expect(words).toContainText('a 2, held back');
});

const CHAPTER_13 = 'past-99-percent';

test('reader can shuffle all pixels, train on them, and see that only convolutions mind', async ({ page }) => {
  const shuffle = await explanation(page, CHAPTER_13, 'shuffled-pixels', true);
  const words = shuffle.locator('.shuffle-words');
  const asBuilt = [
    '784-32-10, dense: 87.8 % right with the pixels in order, 87.3 % with them shuffled.',
    'two convolutions: 93.2 % right with the pixels in order, 76.2 % with them shuffled.',
  ];
  await expect(words).toHaveText(asBuilt);
  const digits = shuffle.locator('.shuffle-digits');
  const before = await digits.innerHTML();
  await shuffle.getByRole('button', { name: 'The shuffle is on' }).click();
  expect(await digits.innerHTML()).not.toBe(before);
  await shuffle.getByRole('button', { name: 'The shuffle is off' }).click();
  expect(await digits.innerHTML()).toBe(before);
  // What the page trains itself comes out as the build had it, but for rounding.
  await shuffle.getByRole('button', { name: 'Train 784-32-10, dense' }).click();
  await expect(shuffle.getByRole('status')).toContainText('any order is as good as another', { timeout: 60_000 });
  await expect(words.first()).toHaveText(/8[78]\.\d % right with the pixels in order, 8[78]\.\d % with them shuffled/);
  await shuffle.getByRole('button', { name: 'Train two convolutions' }).click();
  await expect(shuffle.getByRole('status')).toContainText('no longer belong together', { timeout: 60_000 });
  await expect(words.last()).toHaveText(/9[34]\.\d % right with the pixels in order, 7\d\.\d % with them shuffled/);
  // On the way back to the start a training is stopped: it draws nothing more while the other one runs.
  await shuffle.getByRole('button', { name: 'Train two convolutions' }).click();
  await shuffle.getByRole('button', { name: 'Back to the start' }).click();
  await expect(words).toHaveText(asBuilt);
  await shuffle.getByRole('button', { name: 'Train 784-32-10, dense' }).click();
  await expect(shuffle.getByRole('status')).toContainText('any order is as good as another', { timeout: 60_000 });
  await expect(words.last()).toHaveText(asBuilt[1]!);
});

test('reader can choose a kernel of either floor and see the nine images, with the patch, that excite it most', async ({
  page,
}) => {
  const want = await explanation(page, CHAPTER_13, 'what-filters-want');
  const pictures = want.locator('.want-images').getByRole('img');
  await expect(pictures).toHaveCount(9);
  await want.getByRole('button', { name: 'Kernel 3 of the second floor' }).click();
  await expect(pictures.first()).toHaveAttribute('aria-label', 'Test image 859, a 2: the patch begins at row 6, column 8'); // prettier-ignore
  await expect(want.locator('.want-patch').first()).toHaveAttribute('width', '14');
  await expect(want.getByRole('status')).toContainText('of 1 different digit:');
  await want.getByRole('button', { name: 'Kernel 2 of the first floor' }).press('Enter');
  await expect(want.locator('.want-patch').first()).toHaveAttribute('width', '5');
  await expect(want.getByRole('status')).toContainText('whoever it belongs to');
});

test('reader can lay a learnt kernel over a digit', async ({ page }) => {
  const kernel = await explanationIn(page, CHAPTER_13, 'sharing', 'kernel');
  await kernel.getByRole('combobox', { name: 'Kernel' }).selectOption('learnt 3');
  await expect(kernel.getByRole('status')).toContainText('nobody told it what to look for');
  await expect(kernel.locator('.kernel-grid b').first()).toHaveText(/^−?\d\.\d\d$/);
});

test('reader can add seeds and see whether two rates differ by more than luck', async ({ page }) => {
  const luck = await explanation(page, 'the-dance', 'luck');
  const seeds = luck.getByRole('slider', { name: 'Seeds' });
  await seeds.press('Home');
  await expect(luck.getByRole('status')).toContainText('one run each cannot tell');
  await expect(luck.locator('.luck-rate').first().locator('circle')).toHaveCount(1);
  await seeds.press('End');
  await expect(luck.locator('.luck-rate').first().locator('circle')).toHaveCount(8);
  await expect(luck.getByRole('status')).toContainText('Over 8 seeds');
  await luck.getByRole('combobox', { name: 'against rate' }).selectOption('1');
  await expect(luck.getByRole('status')).toContainText('this is more than luck');
  await luck.getByRole('button', { name: 'Train one more seed here' }).click();
  await expect(luck.getByRole('status')).toContainText('One more seed, trained here', { timeout: 60_000 });
  await expect(luck.locator('.luck-rate').first().locator('circle')).toHaveCount(9);
});

const CHAPTER_12 = 'the-same-network-in-tensorflow-js';

test('reader can go through one training step dispatch by dispatch, and is told why none can be recorded', async ({
  page,
}) => {
  const step = await explanation(page, CHAPTER_12, 'dispatches', true);
  const [theirs, ours] = [step.locator('.dispatch-words').first(), step.locator('.dispatch-words').last()];
  await step.getByRole('slider', { name: 'Call' }).press('Home');
  await expect(theirs).toHaveText('Call 1 of 108, upload: 94.1 kB');
  await expect(ours).toHaveText('Call 1 of 11, upload: 23.5 kB');
  await expect(step.getByRole('status')).toContainText('TensorFlow.js 0 of 48 dispatches');
  await step.getByRole('button', { name: 'Play the step' }).click();
  await expect(step.getByRole('status')).toContainText("this book's kernels 6 of 6 dispatches, done");
  await step.getByRole('button', { name: 'Pause' }).click();
  await step.locator('.dispatch-call').nth(2).click();
  await expect(theirs).toHaveText('Call 3 of 108, dispatch: multiply two matrices');
  await step.getByText('All calls as a table').click();
  await expect(step.getByRole('row')).toHaveCount(108 + 11 + 2);
  await step.getByRole('button', { name: 'Record a step here' }).click();
  await expect(step.getByRole('status')).toHaveText(
    /^This browser has (no WebGPU|WebGPU, but found no graphics card that it may use)\. The same step on the processor: \d+(\.\d)? ms\.$/,
    { timeout: 30_000 },
  );
});

test('reader can record a training step on a graphics card: 48 dispatches against 6 @webgpu', async ({ page }) => {
  test.setTimeout(240_000);
  const step = await explanation(page, CHAPTER_12, 'dispatches', true);
  await step.getByRole('button', { name: 'Record a step here' }).click();
  await expect(step.getByRole('status')).toContainText(/^On google swiftshader: 48 dispatches took .* ms, 6 took /, {
    timeout: 200_000,
  });
  await expect(step.locator('.dispatch-machine')).toHaveText('Recorded here, on google swiftshader.');
  const figures = step.locator('.dispatch-step figcaption span');
  await expect(figures.first()).toContainText('48 dispatches in 4 submits, 99.1 kB up, 4 bytes down');
  await expect(figures.last()).toContainText('6 dispatches in 2 submits, 24.0 kB up, 240 bytes down');
});
