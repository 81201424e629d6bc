import { readFileSync } from 'node:fs';
import type { Page, Place } from '../driver/page.ts';
import type { Scene } from '../scene.ts';
import { BLANK } from '../site.ts';

/** The exercise of chapter 3 on which most stories are told. */
export const UPDATE = '03-the-delta-rule/update';
export const CHAPTER_3 = 'chapters/the-delta-rule/';
export const CHAPTER_4 = 'chapters/sixty-thousand-lessons/';
export const CHAPTER_5 = 'chapters/scores-to-probabilities/';

export const solutionOf = (exercise: string): string =>
  readFileSync(new URL(`../../../src/content/chapters/${exercise}/solution.ts`, import.meta.url), 'utf8');

export interface Exercise {
  readonly root: Place;
  readonly run: Place;
  readonly stop: Place;
  readonly verdict: Place;
  /** The text field over the listing, before the large editor has loaded. */
  readonly plain: Place;
}

/** An exercise of an open page, alive. */
export async function exerciseOn(page: Page, id = UPDATE): Promise<Exercise> {
  const root = page.find(`[data-exercise="${id}"]`);
  await root.button(/^Run/).reach();
  return {
    root,
    run: root.button(/^Run/),
    stop: root.button('Stop'),
    verdict: root.in('.lab-verdict'),
    plain: root.in('.lab-textarea'),
  };
}

/** Leaves a text in the browser's storage, as an earlier visit would have, and opens a page. */
export async function openAfterDraft(scene: Scene, code: string, address: string, id = UPDATE): Promise<void> {
  await scene.open(BLANK);
  await leaveDraft(scene.page, id, code);
  await scene.open(address);
}

/** The same, for the exercise itself. */
export async function openWithDraft(
  scene: Scene,
  code: string,
  { id = UPDATE, address = CHAPTER_3 } = {},
): Promise<Exercise> {
  await openAfterDraft(scene, code, address, id);
  return exerciseOn(scene.page, id);
}

export const leaveDraft = (page: Page, id: string, code: string): Promise<void> =>
  page.run(
    (key, text) => localStorage.setItem(key, JSON.stringify({ code: text, saved: Date.now(), versions: [] })),
    `delta-to-depth:draft:${id}`,
    code,
  );

/** The solution's update with other lines in it. */
export const updateWith = (body: string, end = ''): string => `import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    for (let j = 0; j < 10; j++) prediction[j] += image[i] * weights[i][j];
  }
  return prediction;
}

export function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
${body}
}
${end}`;

export const RIGHT = `  const prediction = predict(image, weights); // [10]
  for (let i = 0; i < image.length; i++) {
    for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * (prediction[j] - label[j]);
  }`;

/** Number of the line in which a text stands. */
export const lineOf = (code: string, text: string): number =>
  code.split('\n').findIndex((line) => line.includes(text)) + 1;
