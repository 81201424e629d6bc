import { isTextChange, makeTextChange, textsHere } from '../transfer/browser-work.ts';
import { planOf } from '../transfer/plan.ts';
import { resumed } from './resume-data.ts';

/**
 * Brings what the platform kept into this browser, by the rules of a work file: marks add up, of two programs the newer
 * stands and the other is among its versions. Where the browser keeps nothing it lasts as long as the page.
 */
export function resume(data: string): void {
  const { changes } = planOf(resumed(data), { ...textsHere(), models: [], runs: [] });
  for (const change of changes.filter(isTextChange)) makeTextChange(change);
}
