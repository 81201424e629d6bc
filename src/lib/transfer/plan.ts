import type { Draft } from '../classroom/drafts.ts';
import type { Reply } from '../classroom/replies.ts';
import type { Place } from '../classroom/place.ts';
import type { Progress } from '../classroom/progress.ts';
import type { ModelSummary } from '../models/kept-model.ts';
import { OPEN_STATES } from '../runs/run-record.ts';
import { withRecord, type Run } from '../runs/run.ts';
import { mergeDrafts } from './merge-drafts.ts';
import { unionOf } from './merge-progress.ts';
import type { WorkItem } from './work-item.ts';

/** What this browser keeps already. */
export interface Here {
  readonly progress: Progress;
  readonly place: Place | null;
  readonly guesses: ReadonlyMap<string, string>;
  /** To questions of a class. */
  readonly replies: ReadonlyMap<string, Reply>;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Programs run, by exercise. */
  readonly tries: ReadonlyMap<string, number>;
  readonly models: readonly ModelSummary[];
  readonly runs: readonly Run[];
}

type ItemOf<Kind extends WorkItem['kind']> = Extract<WorkItem, { readonly kind: Kind }>;

/** One thing that would come to be in this browser. */
export type Change =
  | { readonly kind: 'progress'; readonly progress: Progress; readonly steps: number; readonly passed: number }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'guess'; readonly question: string; readonly guess: string }
  | {
      readonly kind: 'draft';
      readonly exercise: string;
      readonly draft: Draft;
      /** Whether the text of the exercise is the file's then. Else the file's is among the earlier versions. */
      readonly way: 'new' | 'newer' | 'older';
    }
  | ItemOf<'reply'>
  | ItemOf<'tries'>
  | ItemOf<'model'>
  | (ItemOf<'run'> & { readonly way: 'new' | 'further' });

export interface Plan {
  readonly changes: readonly Change[];
  /** Items that this browser has as they are, or further on. */
  readonly alike: number;
}

const stepsOf = ({ steps }: Progress): number => Object.values(steps).reduce((sum, { length }) => sum + length, 0);

/** Models have no name that holds in two browsers: the same one was saved in the same moment after as many images. */
const isSameModel = (a: ModelSummary, b: ModelSummary): boolean =>
  a.savedAt === b.savedAt &&
  a.imagesSeen === b.imagesSeen &&
  a.by === b.by &&
  JSON.stringify(a.specification) === JSON.stringify(b.specification);

/** As a run comes in: nothing trains, and nothing waits for its turn, because of a file. */
const atRest = (run: Run): Run => (OPEN_STATES.has(run.record.state) ? withRecord(run, { state: 'stopped' }) : run);

function draftChange({ exercise, draft: theirs }: ItemOf<'draft'>, here: Here): Change | null {
  const ours = here.drafts.get(exercise);
  if (!ours) return { kind: 'draft', exercise, draft: theirs, way: 'new' };
  const draft = mergeDrafts(ours, theirs);
  if (JSON.stringify(draft) === JSON.stringify(ours)) return null;
  return { kind: 'draft', exercise, draft, way: draft.code === ours.code ? 'older' : 'newer' };
}

function runChange(item: ItemOf<'run'>, here: Here): Change | null {
  const ours = here.runs.find(({ record }) => record.id === item.run.record.id);
  const run = atRest(item.run);
  if (!ours) return { ...item, run, way: 'new' };
  const further = run.record.imagesSeen > ours.record.imagesSeen && !OPEN_STATES.has(ours.record.state);
  return further ? { ...item, run, way: 'further' } : null;
}

function changeFor(item: WorkItem, here: Here): Change | null {
  switch (item.kind) {
    case 'progress': {
      const progress = unionOf(here.progress, item.progress);
      const steps = stepsOf(progress) - stepsOf(here.progress);
      const passed = progress.passed.length - here.progress.passed.length;
      return steps + passed > 0 ? { kind: 'progress', progress, steps, passed } : null;
    }
    case 'place':
      return here.place ? null : item;
    case 'guess':
      return here.guesses.has(item.question) ? null : item;
    case 'reply': {
      const ours = here.replies.get(item.question);
      return !ours || (item.reply.saved > ours.saved && item.reply.text !== ours.text) ? item : null;
    }
    case 'draft':
      return draftChange(item, here);
    case 'tries':
      return item.tries > (here.tries.get(item.exercise) ?? 0) ? item : null;
    case 'model':
      return here.models.some((model) => isSameModel(model, item.model)) ? null : item;
    case 'run':
      return runChange(item, here);
  }
}

/**
 * What bringing in these items would change here. Nothing is ever lost by it: marks add up, of two texts the newer one stands
 * and the other is among its versions, of two replies the newer one, of two states of a run the one that has seen more images; a guess that was made here
 * stays, for it was made before the answer was seen here.
 */
export function planOf(items: readonly WorkItem[], here: Here): Plan {
  const changes = items.map((item) => changeFor(item, here)).filter((change) => change !== null);
  return { changes, alike: items.length - changes.length };
}
