import type { CodeChoice } from './controller.ts';
import { parseForm, START_NAMES, type TrainerSettings } from './settings.ts';

/** What a chapter's author may write on `<Trainer>` that decides its first settings. */
export interface AuthorProps {
  readonly id: string;
  readonly title: string;
  readonly alpha?: number;
  readonly start?: string;
  readonly seed?: number;
  readonly order?: string;
  readonly epochs?: number;
  readonly published?: readonly (readonly number[])[];
  readonly exercise?: string;
  readonly code?: string;
}

const wrongIn =
  (id: string) =>
  (what: string, remedy: string): Error =>
    new Error(`Trainer "${id}": ${what}. ${remedy}`);

/** Whose code the trainer takes at first, or an error that tells the author what to change. */
export function checkTrainerCode({ id, exercise, code = 'book' }: AuthorProps): CodeChoice {
  const wrong = wrongIn(id);
  if (code !== 'book' && code !== 'reader')
    throw wrong(`code: expected book or reader, got "${code}"`, 'Choose one of them.');
  if (code === 'reader' && !exercise)
    throw wrong(
      'code: expected an exercise whose code trains, got none',
      'Name it, such as exercise="update", or leave out code="reader".',
    );
  return code;
}

/** The trainer's first settings, or an error that tells the author what to change. */
export function checkTrainerProps(props: AuthorProps): TrainerSettings {
  const { id, title, alpha = 0.01, start = 'random', seed = 10, order = 'file', epochs = 1, published = [] } = props;
  const wrong = wrongIn(id);
  if (!/^[a-z0-9-]+$/.test(id ?? ''))
    throw wrong('id: expected lower-case words joined by hyphens', 'Change `id` in the chapter’s index.mdx.');
  if (!title)
    throw wrong('title: expected a few words, got nothing', 'Say what is trained here, such as title="One pass".');
  const startName = START_NAMES.find((name) => name === start);
  if (!startName)
    throw wrong(`start: expected one of ${START_NAMES.join(', ')}, got "${start}"`, 'Choose one of them.');
  if (order !== 'file' && order !== 'shuffled')
    throw wrong(`order: expected file or shuffled, got "${order}"`, 'Choose one of them.');
  for (const point of published) {
    const fine =
      point.length === 2 && point.every((value) => Number.isInteger(value) && value >= 0) && point[1]! <= 10_000;
    if (!fine)
      throw wrong(
        `published: expected pairs [images, correct of 10,000], got ${JSON.stringify(point)}`,
        'Write {[[0, 1256], [100, 1835]]}.',
      );
  }
  const { settings, problems } = parseForm({
    alpha: String(alpha),
    seed: String(seed),
    epochs: String(epochs),
    start: startName,
    order,
  });
  if (!settings) throw wrong(Object.values(problems).join(' '), 'Change it in the chapter’s index.mdx.');
  return settings;
}
