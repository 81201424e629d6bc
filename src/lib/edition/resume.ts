import { putDraft } from '../classroom/drafts.ts';
import { setProgress } from '../classroom/progress-store.ts';
import { textsHere } from '../transfer/browser-work.ts';
import { planOf } from '../transfer/plan.ts';
import { guessKey, PLACE_KEY, triesKey } from '../storage/names.ts';
import { writeText } from '../storage/text.ts';
import { resumed } from './resume-data.ts';

/**
 * Brings what the platform kept into this browser, by the rules of a work file: marks add up, of two programs the newer
 * stands and the other is among its versions.
 */
export function resume(data: string): void {
  const { changes } = planOf(resumed(data), { ...textsHere(), models: [], runs: [] });
  for (const change of changes) {
    if (change.kind === 'progress') setProgress(change.progress);
    else if (change.kind === 'place') writeText(PLACE_KEY, JSON.stringify(change.place));
    else if (change.kind === 'guess') writeText(guessKey(change.question), change.guess);
    else if (change.kind === 'draft') putDraft(change.exercise, change.draft);
    else if (change.kind === 'tries') writeText(triesKey(change.exercise), String(change.tries));
  }
}
