// cspell:ignore prodcut softmx sofmax entropie crossentropy probabilties shuffeling backpropogation hiden momentm dropuot learnig stoping tensorflo convolusion neurone wieghted decent
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { SearchBook } from '../../src/components/site/client/search-book.ts';
import { layOut } from './lay-out.ts';
import { exerciseOn, RIGHT, withBody, withoutMonaco } from './lab/exercise-page.ts';

const dist = pathToFileURL(fileURLToPath(new URL('../../dist/', import.meta.url))).href;

test('reader can go on where they were last, and from the last chapter to the workbench', async ({ page }) => {
  await page.goto('./chapters/the-delta-rule/#step-delta');
  await expect(page.locator('[data-step-now]')).toContainText(/Step [2-9]/);
  const step = (await page.locator('[data-step-now]').textContent())!.match(/\d+/)![0];
  await page.goto('./');
  const goOn = page.locator('[data-continue]');
  await expect(goOn).toHaveText(`Go on with chapter 3, step ${step}`);
  await goOn.click();
  await expect(page).toHaveURL(/the-delta-rule\/#step-delta$/);
  await page.goto('./chapters/past-99-percent/');
  await page.getByRole('link', { name: /The workbench/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Workbench');
});

test('reader can pass an exercise in chapter 3 and is not sent to chapter 1', async ({ page }) => {
  await withoutMonaco(page);
  await page.goto('./chapters/the-delta-rule/');
  const exercise = await exerciseOn(page);
  await exercise.plain.fill(withBody(RIGHT));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.');
  // What was passed is not called so beside a run that is still under way.
  await exercise.plain.fill(withBody(RIGHT, 'while (true) {}'));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('No pause for', { timeout: 20_000 });
  await expect(exercise.root.locator('.lab-passed')).toHaveText('Passed before');
  await exercise.stop.click();
  await page.goto('./');
  await expect(page.locator('[data-continue]')).toHaveText(/^Go on with chapter 3, step \d+$/);
});

test('reader can choose another optimizer, and an untouched learning rate goes with it', async ({ page }) => {
  await page.goto('./playground/');
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  const trainer = page.locator('#trainer-playground');
  const rate = trainer.getByLabel('Learning rate', { exact: true });
  await expect(rate).toHaveValue('0.1');
  await trainer.getByLabel('Optimizer').selectOption('adam');
  await expect(rate).toHaveValue('0.001');
  await trainer.getByLabel('Optimizer').selectOption('sgd');
  await expect(rate).toHaveValue('0.1');
  await rate.fill('0.2');
  await trainer.getByLabel('Optimizer').selectOption('adam');
  await expect(rate).toHaveValue('0.2');
  await expect(trainer).toContainText('Adam seldom learns with a learning rate of 0.2: 0.001 is usual.');
});

test('reader can see that a run learned nothing, with what to try, and what two runs are compared by', async ({
  page,
}) => {
  await page.goto('./playground/#layers=32:relu,10&optimizer=adam&learningRate=5&trainCount=3000&epochs=1');
  const trainer = page.locator('#trainer-playground');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(trainer.locator('.trainer-status')).toContainText(/no better than guessing.*0\.001|Diverged/, {
    timeout: 60_000,
  });
  await trainer.getByLabel('Learning rate', { exact: true }).fill('0.001');
  await trainer.getByRole('button', { name: 'Train again' }).click();
  await expect(trainer.locator('.curve-common')).toHaveText(/^Every run by its test images/, { timeout: 60_000 });
  await expect(trainer.locator('.trainer-status')).not.toContainText('guessing');
});

test('reader can read what is current while the first epoch trains', async ({ page }) => {
  await page.goto('./chapters/four-hundred-and-ninety-units/');
  const trainer = page.locator('.trainer').first();
  await trainer.scrollIntoViewIfNeeded();
  await trainer
    .getByRole('button', { name: /^Train/ })
    .first()
    .click();
  const score = trainer.locator('.trainer-score');
  await expect(score).toContainText('Training images right, lately', { timeout: 60_000 });
  await expect(score).not.toContainText('image 0');
  await expect(trainer.locator('.trainer-readouts')).toContainText('before training');
  await trainer.getByRole('button', { name: 'Stop', exact: true }).click();
});

/** Controls of which some text is cut off. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ruler = document.createElement('canvas').getContext('2d')!;
    return [...document.querySelectorAll('select')]
      .filter((select) => select.checkVisibility())
      .flatMap((select) => {
        const style = getComputedStyle(select);
        const arrow = style.appearance === 'none' ? 0 : 16; // the book's own stands in the padding
        ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
        const text = select.selectedOptions[0]?.text ?? '';
        return ruler.measureText(text).width > room ? [`${text}: ${room}`] : [];
      });
  });

for (const [device, width] of [
  ['a phone', 390],
  ['a small screen', 1366],
] as const)
  test(`reader can read all controls whole on ${device}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    for (const address of [
      './playground/',
      './chapters/the-delta-rule/',
      './chapters/sixty-thousand-lessons/',
      './chapters/wider-deeper-dropout/',
    ]) {
      await page.goto(address);
      // Only when an exercise is alive does the trainer below it know what to call its code.
      await layOut(page);
      await page
        .locator('.trainer details')
        .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((one) => (one.open = true)));
      expect(await cutOff(page), address).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(width);
    }
  });

/** What readers look for, misspelt and in both spellings, and a page that must be among the first three. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'glossary/': ['softmax', 'relu', 'one-hot', 'accuracy', 'epoch', 'validation', 'kernels', 'hyperparameter', 'seed'],
  'chapters/pictures-are-numbers/': ['pixel', 'pixels', 'one hot', 'gray', 'normalise'],
  'chapters/ten-neurons/': ['neurons', 'neurone', 'ten neurons'],
  'chapters/the-delta-rule/': ['delta rule', 'delta rul', 'outer product', 'outer prodcut', 'error'],
  'chapters/sixty-thousand-lessons/': ['alpha', 'smaller alpha', 'measure accuracy'],
  'chapters/scores-to-probabilities/': [
    'softmx',
    'sofmax',
    'cross entropy',
    'cross-entropie',
    'crossentropy',
    'probabilities',
    'probabilties',
    'bias',
  ],
  'chapters/batches/': ['gradient decent', 'gradient descent', 'minibatch', 'mini batches', 'batch size', 'shuffeling'],
  'chapters/a-hidden-layer/': ['backpropogation', 'back propagation', 'hidden layers', 'hiden layer', 'chain rule'],
  'chapters/four-hundred-and-ninety-units/': ['momentum', 'momentm', 'leaky relu', 'export'],
  'chapters/find-the-bug/': ['bug', 'negative log likelihood', 'pytorch program'],
  'chapters/wider-deeper-dropout/': [
    'dropout',
    'dropuot',
    'overfitting',
    'over-fitting',
    'adam',
    'optimiser',
    'optimizer',
    'regularisation',
  ],
  'chapters/the-dance/': ['learning rates', 'learnig rate', 'hyperparameters', 'early stoping'],
  'chapters/the-same-network-in-tensorflow-js/': ['tensorflow', 'tensorflo', 'tensors', 'webgpu', 'gpu', 'disposing'],
  'chapters/past-99-percent/': ['convolution', 'convolusion', 'pooling', 'max pooling', 'cnn'],
  'playground/': ['workbench', 'shelf', 'confusion matrix'],
  'your-work/': ['your work'],
  'class/': ['teachers', 'for teachers'],
  'about/': ['licences', 'license'],
};
/** More of what stands in the book: signs of formulas, numbers, code, whole questions. */
const ALSO = [
  'delta',
  'slope',
  'loss',
  'w',
  'x',
  'δ',
  'α',
  'z',
  '0.1',
  'Math.exp',
  'Float32Array',
  'why is my loss NaN',
  'how many weights',
  'matrix',
  'vector',
  'rows',
  'derivative',
  'sum',
  'square root',
  'logarithm',
  'exp',
  'infinity',
  'noise',
  'kernel size',
];

test.describe('search', () => {
  test('reader can look for any of a hundred things, misspelt or not, and finds its page among the first three, without a formula’s debris', async () => {
    const index = await SearchBook.read(readFileSync(new URL('search/book.json', dist), 'utf8'));
    const asked = [...Object.values(ASKED).flat(), ...ALSO];
    expect(asked.length).toBeGreaterThanOrEqual(100);
    const wrong: string[] = [];
    for (const [address, queries] of Object.entries(ASKED))
      for (const query of queries) {
        const pages = index.find(query).places.map(({ url }) => url.split('#')[0]);
        if (!pages.slice(0, 3).includes(address)) wrong.push(`${query}: ${pages.slice(0, 5).join(' ')}`);
      }
    expect(wrong).toEqual([]);
    for (const query of asked) {
      const { places } = index.find(query);
      expect(places.length, query).toBeGreaterThan(0);
      for (const { title, excerpt } of places) {
        const text = [title, ...excerpt.map((piece) => piece.text)].join('');
        // TeX's commands and braces, MathML's invisible signs, entities, and a formula's letters one by one.
        expect(text, query).not.toMatch(/\\[a-z]|[_^]\{|\u200b|\u2061|\u2062|&[a-z#]+;|<\/?[a-z]|(?:\b\p{L} ){5}/u);
      }
    }
  });

  const find = async (page: Page, words: string): Promise<string[]> => {
    const status = page.getByRole('dialog').getByRole('status');
    await page.getByRole('searchbox').fill(words);
    await expect(status).toContainText(/found/, { timeout: 20_000 });
    return page.getByRole('dialog').getByRole('listitem').allTextContents();
  };

  test('reader can ask in a sentence, and by other words than the book’s', async ({ page }) => {
    await page.goto('./about/');
    await page.keyboard.press('/');
    const nan = await find(page, 'why is my loss NaN');
    expect(nan.length).toBeGreaterThan(2);
    expect(nan.slice(0, 3).join(' ')).toMatch(/NaN|diverge/i);
    await page.getByRole('searchbox').fill('');
    const back = await find(page, 'backpropogation');
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('by words like “backpropogation”');
    expect(back.length).toBeGreaterThan(2);
    expect(back.join(' ')).toContain('A hidden layer');
  });
});

test.describe('opened as a file', () => {
  // A page from a server may not lead to a file.
  test.use({ baseURL: undefined });

  test('reader is told why nothing runs, and how to serve the folder', async ({ page }) => {
    await page.goto(`${dist}index.html`);
    const notice = page.getByRole('complementary', { name: 'Opened as a file' });
    await expect(notice).toContainText('python3 -m http.server');
    await expect(notice).toContainText('http://localhost:8000/');
    await expect(page.locator('.needs-js:visible')).toHaveCount(0);
    await expect(page.locator('main')).not.toContainText('Press Train', { useInnerText: true });
    await page.getByRole('link', { name: 'Start with chapter 1' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pictures are numbers');
    await expect(page.locator('.lab .without-scripts').first()).toContainText(
      'This page was opened as a file, so this code cannot run.',
    );
    await page.getByRole('link', { name: /Next chapter/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ten neurons');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('reader is asked to press nothing that does nothing', async ({ page }) => {
    await page.goto('./');
    await expect(page.locator('main')).not.toContainText('Press Train', { useInnerText: true });
    await expect(page.locator('.trainer-box')).toContainText('JavaScript is off in this browser', {
      useInnerText: true,
    });
    await expect(page.locator('.file-notice')).toBeHidden();
    for (const address of ['./playground/', './chapters/sixty-thousand-lessons/']) {
      await page.goto(address);
      await expect(page.locator('.without-scripts').first()).toContainText('JavaScript is off');
      await expect(page.locator('.needs-js:visible')).toHaveCount(0);
    }
  });
});

test('instructor can share a link that shows a title and what the page is about', async ({ page, request }) => {
  for (const [address, title] of [
    ['./', 'Delta to Depth'],
    ['./chapters/the-delta-rule/', 'The delta rule · Delta to Depth'],
  ] as const) {
    await page.goto(address);
    const content = (property: string): Promise<string | null> =>
      page.locator(`meta[property="og:${property}"]`).getAttribute('content');
    expect(await content('title')).toBe(title);
    expect((await content('description'))!.length).toBeGreaterThan(40);
    expect(await content('site_name')).toBe('Delta to Depth');
  }
  // Each chapter has a picture of its own, and says what it shows.
  const pictures = new Set<string>();
  await page.goto('./');
  const chapters = await page
    .locator('main .chapter-list-items a')
    .evaluateAll((all: HTMLAnchorElement[]) => all.map(({ href }) => href));
  expect(chapters).toHaveLength(13);
  for (const address of [page.url(), ...chapters]) {
    const html = await (await request.get(address)).text();
    const content = (property: string): string =>
      new RegExp(`property="og:${property}" content="([^"]*)"`).exec(html)![1]!;
    expect(content('image:alt')).toMatch(/weights|digits|kernels/);
    const card = await request.get(new URL(content('image'), address).href);
    expect(card.headers()['content-type'], address).toBe('image/png');
    const bytes = await card.body();
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    pictures.add(bytes.toString('base64'));
  }
  expect(pictures.size).toBe(14);
});
