import * as v from 'valibot';
import type { Draft } from '../classroom/drafts.ts';
import { LONGEST_REPLY, type Reply } from '../classroom/replies.ts';
import type { Place } from '../classroom/place.ts';
import type { Progress } from '../classroom/progress.ts';
import type { EngineState } from '../engine/contract.ts';
import type { KeptModel } from '../models/kept-model.ts';
import { areWeights, isSummary } from '../models/stored-model.ts';
import { LOOKS, type Run } from '../runs/run.ts';
import { isRun, isState } from '../runs/stored-run.ts';

/** One thing of a reader's, as a file carries it: one line each. Exercises and questions are `<chapter folder>/<name>`. */
export type WorkItem =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'guess'; readonly question: string; readonly guess: string }
  | { readonly kind: 'reply'; readonly question: string; readonly reply: Reply }
  | { readonly kind: 'draft'; readonly exercise: string; readonly draft: Draft }
  | { readonly kind: 'tries'; readonly exercise: string; readonly tries: number }
  | { readonly kind: 'model'; readonly model: KeptModel }
  | { readonly kind: 'run'; readonly run: Run; readonly checkpoint: EngineState | null };

/** What has no weights. */
export type TextItem = Exclude<WorkItem, { readonly kind: 'model' | 'run' }>;

const LONGEST_TEXT = 1_000_000; // characters: a program that anybody would write by hand is far shorter

/** Part of a key of the browser's store, and of addresses: nothing but plain letters, digits and strokes. */
const Name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,99}$/i));
const Pair = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,99}\/[a-z0-9][a-z0-9-]{0,99}$/i));
const Text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const Time = v.pipe(v.number(), v.finite());

const ProgressItem = v.object({
  kind: v.literal('progress'),
  progress: v.object({
    version: v.literal(1),
    steps: v.record(Name, v.array(Name)),
    passed: v.array(Pair),
  }),
});
const PlaceItem = v.object({ kind: v.literal('place'), place: v.object({ chapter: Name, step: Name }) });
const GuessItem = v.object({ kind: v.literal('guess'), question: Pair, guess: v.pipe(v.string(), v.maxLength(1000)) });
const ReplyItem = v.object({
  kind: v.literal('reply'),
  question: Pair,
  reply: v.object({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_REPLY)), saved: Time }),
});
const DraftItem = v.object({
  kind: v.literal('draft'),
  exercise: Pair,
  draft: v.object({
    code: Text,
    saved: Time,
    versions: v.array(
      v.object({
        code: Text,
        saved: Time,
        because: v.picklist(['reset', 'solution', 'version', 'other-tab', 'passed', 'file', 'unreadable']),
      }),
    ),
  }),
});
const TriesItem = v.object({
  kind: v.literal('tries'),
  exercise: Pair,
  tries: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
const ModelItem = v.object({
  kind: v.literal('model'),
  model: v.pipe(
    v.custom<KeptModel>(isSummary),
    v.check((model) => areWeights((model as { readonly weights?: unknown }).weights)),
  ),
});
/** Where a run's trainer is: it becomes an address, so it may lead nowhere but into the book. */
const InTheBook = v.object({
  path: v.pipe(v.string(), v.regex(/^(?:[a-z0-9][a-z0-9-]*\/)*$/i)),
  title: v.string(),
  anchor: v.pipe(v.string(), v.regex(/^[\w-]*$/)),
});
const RunItem = v.object({
  kind: v.literal('run'),
  run: v.pipe(
    v.custom<Run>(isRun),
    v.check(
      ({ record }) =>
        v.is(InTheBook, record.page) && Number.isInteger(record.look) && record.look >= 0 && record.look < LOOKS,
    ),
  ),
  checkpoint: v.nullable(v.custom<EngineState>(isState)),
});

const Item = v.variant('kind', [
  ProgressItem,
  PlaceItem,
  GuessItem,
  ReplyItem,
  DraftItem,
  TriesItem,
  ModelItem,
  RunItem,
]);

/** What stands in a line of a file, if it is something that the book has kept; null for anything else. */
export function itemOf(value: unknown): WorkItem | null {
  const judged = v.safeParse(Item, value);
  return judged.success ? (judged.output as WorkItem) : null;
}
