import type { Change, Here } from '../../../lib/transfer/plan.ts';
import { count } from '../../words/format.ts';

/** `1 step`, `12 steps`. */
export const some = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;

const LISTED = 8;
/** The first few names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return more > 0 ? `${names.slice(0, LISTED).join(', ')} and ${count(more)} more` : names.join(', ');
}

/** `update (chapter 3)`, of an exercise or a question: `03-the-delta-rule/update`. */
export function itemName(id: string): string {
  const [chapter = '', name = ''] = id.split('/');
  return `${name} (chapter ${Number.parseInt(chapter, 10)})`;
}

/** What this browser keeps, a line each: how many, and of what. */
export function keptLines({ progress, guesses, replies, drafts, models, runs }: Here): readonly string[] {
  const steps = Object.values(progress.steps).reduce((sum, { length }) => sum + length, 0);
  return [
    `${some(steps, 'step')} marked as done, ${some(progress.passed.length, 'exercise')} passed`,
    `Your text for ${some(drafts.size, 'exercise')}, with earlier versions`,
    some(guesses.size, 'guess', 'guesses'),
    ...(replies.size > 0 ? [some(replies.size, 'answer to your class', 'answers to your class')] : []),
    some(models.length, 'saved model'),
    some(runs.length, 'run'),
  ];
}

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;
const of = <Kind extends Change['kind']>(changes: readonly Change[], kind: Kind): readonly Of<Kind>[] =>
  changes.filter((change): change is Of<Kind> => change.kind === kind);

/** What bringing in a file would change, a line each. */
export function changeLines(changes: readonly Change[]): readonly string[] {
  const lines: string[] = [];
  const [progress] = of(changes, 'progress');
  if (progress)
    lines.push(`${some(progress.steps, 'step')} more marked as done, ${some(progress.passed, 'exercise')} more passed`);
  if (of(changes, 'place').length > 0) lines.push('Where you were last, so that the first page leads you back there');
  const guesses = of(changes, 'guess');
  if (guesses.length > 0) lines.push(some(guesses.length, 'guess', 'guesses'));
  const drafts = (way: Of<'draft'>['way']): readonly string[] =>
    of(changes, 'draft')
      .filter((draft) => draft.way === way)
      .map(({ exercise }) => itemName(exercise));
  const [fresh, newer, older] = [drafts('new'), drafts('newer'), drafts('older')];
  if (fresh.length > 0) lines.push(`Text for ${some(fresh.length, 'exercise')}: ${listed(fresh)}`);
  if (newer.length > 0)
    lines.push(
      `A newer text for ${some(newer.length, 'exercise')}: ${listed(newer)}. Yours stays among the earlier versions`,
    );
  if (older.length > 0)
    lines.push(
      `Earlier versions for ${some(older.length, 'exercise')}: ${listed(older)}. The text that you see there stays`,
    );
  const replies = of(changes, 'reply');
  if (replies.length > 0) lines.push(some(replies.length, 'answer to your class', 'answers to your class'));
  const tries = of(changes, 'tries');
  if (tries.length > 0) lines.push(`How often you tried ${some(tries.length, 'exercise')}`);
  const models = of(changes, 'model').map(({ model }) => model.name);
  if (models.length > 0) lines.push(`${some(models.length, 'saved model')}: ${listed(models)}`);
  const runs = (way: Of<'run'>['way']): readonly string[] =>
    of(changes, 'run')
      .filter((run) => run.way === way)
      .map(({ run }) => run.record.title);
  const [added, further] = [runs('new'), runs('further')];
  if (added.length > 0) lines.push(`${some(added.length, 'run')}: ${listed(added)}`);
  if (further.length > 0) lines.push(`${some(further.length, 'run')} further on than here: ${listed(further)}`);
  return lines;
}
