import { putDraft, readDraft, type Draft } from '../classroom/drafts.ts';
import { readReply, writeReply, type Reply } from '../classroom/replies.ts';
import { readTries } from '../classroom/tries.ts';
import { parsePlace } from '../classroom/place.ts';
import { readProgress, setProgress } from '../classroom/progress-store.ts';
import type { EngineState } from '../engine/contract.ts';
import { ModelStore } from '../models/model-store.ts';
import { RunStore } from '../runs/run-store.ts';
import { draftKey, guessKey, PLACE_KEY, PROGRESS_KEY, replyKey, runsOfKey, triesKey } from '../storage/names.ts';
import { StorageError } from '../storage/storage-error.ts';
import { isKept, readText, textKeys, writeText, type TextTrouble } from '../storage/text.ts';
import { unionOf } from './merge-progress.ts';
import type { Change, Here } from './plan.ts';
import type { TextItem, WorkItem } from './work-item.ts';

/** Takes back what was done. */
export type Undo = () => Promise<void>;

const written = (trouble: TextTrouble | null): void => {
  if (trouble) throw new StorageError(trouble);
};

/** Names that follow the beginning of a key. */
const namesUnder = (beginning: string): readonly string[] =>
  textKeys(beginning).map((key) => key.slice(beginning.length));

/** Marks, place, guesses, replies, programs and how often each was tried, as this browser keeps them. */
export function textsHere(): Omit<Here, 'models' | 'runs'> {
  const guesses = namesUnder(guessKey('')).map((question) => [question, readText(guessKey(question)) ?? ''] as const);
  const replies = namesUnder(replyKey('')).map((question) => [question, readReply(question)] as const);
  const drafts = namesUnder(draftKey('')).map((exercise) => [exercise, readDraft(exercise)] as const);
  return {
    progress: readProgress(),
    place: parsePlace(readText(PLACE_KEY)),
    guesses: new Map(guesses),
    replies: new Map(replies.filter((entry): entry is readonly [string, Reply] => entry[1] !== null)),
    drafts: new Map(drafts.filter((entry): entry is readonly [string, Draft] => entry[1] !== null)),
    tries: new Map(namesUnder(triesKey('')).map((exercise) => [exercise, readTries(exercise)] as const)),
  };
}

/** The same as items of a file. */
export function* textItems({
  progress,
  place,
  guesses,
  replies,
  drafts,
  tries,
}: ReturnType<typeof textsHere>): Generator<TextItem> {
  yield { kind: 'progress', progress };
  if (place) yield { kind: 'place', place };
  for (const [question, guess] of guesses) yield { kind: 'guess', question, guess };
  for (const [question, reply] of replies) yield { kind: 'reply', question, reply };
  for (const [exercise, draft] of drafts) yield { kind: 'draft', exercise, draft };
  for (const [exercise, count] of tries) if (count > 0) yield { kind: 'tries', exercise, tries: count };
}

/** What would come to be and has no weights: one text of the browser’s store each. */
export type TextChange = Exclude<Change, { readonly kind: 'model' | 'run' }>;
export const isTextChange = (change: Change): change is TextChange => change.kind !== 'model' && change.kind !== 'run';

function keyOf(change: TextChange): string {
  switch (change.kind) {
    case 'progress':
      return PROGRESS_KEY;
    case 'place':
      return PLACE_KEY;
    case 'guess':
      return guessKey(change.question);
    case 'reply':
      return replyKey(change.question);
    case 'draft':
      return draftKey(change.exercise);
    case 'tries':
      return triesKey(change.exercise);
  }
}

/** Makes a change of a text. What the browser does not keep lasts as long as the page: then it says why. */
export function makeTextChange(change: TextChange): TextTrouble | null {
  switch (change.kind) {
    case 'progress':
      setProgress(unionOf(readProgress(), change.progress));
      return isKept(PROGRESS_KEY) ? null : 'forbidden';
    case 'place':
      return writeText(PLACE_KEY, JSON.stringify(change.place));
    case 'guess':
      return writeText(guessKey(change.question), change.guess);
    case 'reply':
      return writeReply(change.question, change.reply);
    case 'draft':
      return putDraft(change.exercise, change.draft);
    case 'tries':
      return writeText(triesKey(change.exercise), String(change.tries));
  }
}

/** What a reader has done, as this browser keeps it: texts, models and runs. */
export class BrowserWork {
  readonly #models = new ModelStore();
  readonly #runs = new RunStore();

  /** All of it without weights. Errors: StorageError, ModelStoreError. */
  async here(): Promise<Here> {
    return { ...textsHere(), models: await this.#models.list(), runs: await this.#runs.list() };
  }

  /** Where a run was; null if that is not kept. Errors: StorageError. */
  checkpoint(run: string): Promise<EngineState | null> {
    return this.#runs.checkpoint(run);
  }

  /** All of it, one after the other, so that never more than one network is in memory; `weights` false leaves out models and runs. */
  async *items(here: Here, weights: boolean): AsyncGenerator<WorkItem> {
    yield* textItems(here);
    if (!weights) return;
    for (const { id } of here.models) yield { kind: 'model', model: await this.#models.load(id) };
    for (const run of here.runs) yield { kind: 'run', run, checkpoint: await this.#runs.checkpoint(run.record.id) };
  }

  /**
   * Makes these changes, all of them or none, and gives how to take them back.
   * Errors: StorageError, ModelStoreError; then everything is as it was.
   */
  async bringIn(changes: readonly Change[]): Promise<Undo> {
    const undos: Undo[] = [];
    const undoAll: Undo = async () => {
      for (const undo of undos.splice(0).reverse()) await undo();
    };
    try {
      for (const change of changes) undos.push(await this.#make(change));
    } catch (error) {
      await undoAll();
      throw error;
    }
    return undoAll;
  }

  async close(): Promise<void> {
    await Promise.all([this.#models.close(), this.#runs.close()]);
  }

  async #make(change: Change): Promise<Undo> {
    if (isTextChange(change)) {
      const [key, progress] = [keyOf(change), readProgress()];
      const before = readText(key);
      written(makeTextChange(change));
      // Marks are shown on this very page, which is to hear of it.
      return async () => (change.kind === 'progress' ? setProgress(progress) : void writeText(key, before));
    }
    if (change.kind === 'run') return this.#bringRun(change);
    const { id } = await this.#models.save(change.model);
    return async () => void (await this.#models.remove(id));
  }

  async #bringRun({ run, checkpoint }: Extract<Change, { readonly kind: 'run' }>): Promise<Undo> {
    const { id, scope } = run.record;
    const before = await this.#runs.get(id);
    const checkpointBefore = before && (await this.#runs.checkpoint(id));
    const [key, noted] = [runsOfKey(scope), readText(runsOfKey(scope))];
    written(writeText(key, '1'));
    await this.#runs.put(run, checkpoint);
    return async () => {
      await this.#runs.remove(id);
      if (before) await this.#runs.put(before, checkpointBefore);
      writeText(key, noted);
    };
  }
}
