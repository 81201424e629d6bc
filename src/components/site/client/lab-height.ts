import { draftKey } from '../../../lib/storage/names.ts';
import { readText } from '../../../lib/storage/text.ts';
import { observeLaidOut } from './lay-out.ts';

/**
 * Tells the style sheet how tall each lab is, and the prose beside it, so that one taller than the window can be
 * scrolled to its end; how tall its foot is, and
 * whether the reader has a text of an earlier visit, from the first paint on, so that nothing grows when the lab wakes.
 */
export function measureLabs(): void {
  const observer = new ResizeObserver((entries) => {
    // First all measures, then all changes: a change between two measures would have the page laid out anew.
    const heights = entries.map(({ target }) => [target, (target as HTMLElement).offsetHeight] as const);
    for (const [target, height] of heights) (target as HTMLElement).style.setProperty('--column-height', `${height}px`);
  });
  observeLaidOut(observer, document.querySelectorAll('.step-lab, .step-prose:has(+ .step-lab)'));
  // The code is as high as what the foot, Run and what came of it, leaves of the window (lab.css).
  const feet = new ResizeObserver((entries) => {
    // In the next frame: here it would change sizes that have been told already, an error ("ResizeObserver loop").
    requestAnimationFrame(() => {
      for (const { target, borderBoxSize } of entries)
        target.closest<HTMLElement>('.lab')?.style.setProperty('--foot', `${borderBoxSize[0]?.blockSize ?? 0}px`);
    });
  });
  observeLaidOut(feet, document.querySelectorAll('.lab-foot'));
  for (const lab of document.querySelectorAll<HTMLElement>('.lab[data-exercise]'))
    lab.toggleAttribute('data-has-draft', readText(draftKey(lab.dataset['exercise'] ?? '')) !== undefined);
}
