import { readWork, type WorkFile } from '../transfer/work-file.ts';
import type { WorkItem } from '../transfer/work-item.ts';
import { HandInError, readHandIn, type HandIn } from './hand-in.ts';

/** What a hand-in brings back into a browser: marks, texts, answers. Results of runs come without their weights, and stay out. */
export function workOfHandIn({ exercises, steps, answers, writtenAt }: HandIn): readonly WorkItem[] {
  const passed = exercises.filter(({ state }) => state === 'passed').map(({ exercise }) => exercise);
  const drafts = exercises.flatMap(({ exercise, code, state, saved, now }): WorkItem[] => {
    if (code === '' && now === undefined) return [];
    const at = Date.parse(saved ?? writtenAt);
    const versions = state === 'passed' ? [{ code, saved: at, because: 'passed' as const }] : [];
    return [
      {
        kind: 'draft',
        exercise,
        draft: { code: now ?? code, saved: now === undefined ? at : Date.parse(writtenAt), versions },
      },
    ];
  });
  const tries = exercises.flatMap(({ exercise, tries: count }): WorkItem[] =>
    count === undefined ? [] : [{ kind: 'tries', exercise, tries: count }],
  );
  const guesses = answers.map(({ question, answer, saved }): WorkItem =>
    saved === undefined
      ? { kind: 'guess', question, guess: answer }
      : { kind: 'reply', question, reply: { text: answer, saved: Date.parse(saved) } },
  );
  return [{ kind: 'progress', progress: { version: 1, steps, passed } }, ...drafts, ...tries, ...guesses];
}

/** Reads a file of work, or a hand-in as one. Errors: as `readWork`. */
export async function readWorkOrHandIn(file: Blob): Promise<WorkFile> {
  try {
    const handIn = await readHandIn(file);
    return { savedAt: Date.parse(handIn.writtenAt), items: workOfHandIn(handIn), damaged: [], isWhole: true };
  } catch (error) {
    if (!(error instanceof HandInError)) throw error;
    return readWork(file);
  }
}
