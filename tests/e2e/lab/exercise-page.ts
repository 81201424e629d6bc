import { expect, type Locator, type Page } from '@playwright/test';

export const EXERCISE = '03-the-delta-rule/update';
export const DRAFT_KEY = `delta-to-depth:draft:${EXERCISE}`;

const before = `import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    for (let j = 0; j < 10; j++) prediction[j] += image[i] * weights[i][j];
  }
  return prediction;
}

export function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
`;

/** The whole listing with this body of \`update\`, and these lines at the end of the file. */
export const withBody = (body: string, end = ''): string => `${before}${body}\n}${end ? `\n${end}` : ''}`;

export const RIGHT = `  const prediction = predict(image, weights); // [10]
  for (let i = 0; i < image.length; i++) {
    for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * (prediction[j] - label[j]);
  }`;

/** An exercise as the reader has it before them. */
export interface Exercise {
  readonly page: Page;
  readonly root: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly verdict: Locator;
  /** The textarea over the listing. */
  readonly plain: Locator;
  readonly listing: Locator;
  /** Monaco's visible lines. */
  readonly monaco: Locator;
  button(name: string | RegExp): Locator;
}

export async function openExercise(page: Page, id = EXERCISE): Promise<Exercise> {
  await page.goto('./chapters/the-delta-rule/');
  return exerciseOn(page, id);
}

/** The exercise on a page that is already open, alive. */
export async function exerciseOn(page: Page, id = EXERCISE): Promise<Exercise> {
  const root = page.locator(`[data-exercise="${id}"]`);
  await root.scrollIntoViewIfNeeded();
  const button = (name: string | RegExp): Locator => root.getByRole('button', { name });
  const exercise: Exercise = {
    page,
    root,
    button,
    run: button(/^Run/),
    stop: button('Stop'),
    verdict: root.locator('.lab-verdict'),
    plain: root.locator('.lab-textarea'),
    listing: root.locator('.lab-sheet .lab-listing code'),
    monaco: root.locator('.monaco-editor .view-lines'),
  };
  await expect(exercise.run).toBeEnabled();
  return exercise;
}

/** A text in the browser's storage, as an earlier visit would have left it. */
export async function leaveDraft(page: Page, code: string): Promise<void> {
  await page.addInitScript(
    ([key, text]) => {
      if (sessionStorage.getItem('left')) return;
      localStorage.setItem(key!, JSON.stringify({ code: text, saved: Date.now(), versions: [] }));
      sessionStorage.setItem('left', 'yes');
    },
    [DRAFT_KEY, code],
  );
}

/** What the editor shows. Monaco's lines stand in the document in any order, with no-break spaces. */
export const monacoText = ({ monaco }: Exercise): Promise<string> =>
  monaco.locator('.view-line').evaluateAll((lines) =>
    lines
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((line) => line.textContent.replaceAll('\u00a0', ' '))
      .join('\n'),
  );

/** Keeps Monaco from loading. */
export async function withoutMonaco(page: Page): Promise<void> {
  await page.route(/monaco-editor|editor\.api/, (route) => route.abort());
}
