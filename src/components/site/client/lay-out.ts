import { idle } from '../../islands/idle.ts';

/**
 * A chapter opened at its top lays out what is in view; the steps below wait (`content-visibility` in layout.css).
 * Once a step has come near it stays laid out, and after the reader's first move the others follow, one by one, in
 * idle moments. Whoever jumps calls `layOutAll` first, so that every place is where it will stay. Where the browser does
 * not hold the text in its place when something above it grows (Safari), the whole page is laid out at once
 * (start-script.ts), and a script holds the text while parts of it wake.
 */
export function startLayOut(): void {
  if (!CSS.supports('overflow-anchor', 'auto'))
    void import('./hold-place.ts').then(({ startHoldingPlace }) => startHoldingPlace());
  const steps = [...document.querySelectorAll<HTMLElement>('.step')];
  for (const step of steps) {
    step.addEventListener('contentvisibilityautostatechange', (event) => {
      if (event instanceof ContentVisibilityAutoStateChangeEvent && !event.skipped) layOut(step);
    });
  }
  const begin = (): void => {
    for (const move of MOVES) removeEventListener(move, begin);
    const next = (): void => {
      const step = steps.find((one) => !('laid' in one.dataset));
      if (!step) return;
      layOut(step);
      void idle().then(next);
    };
    void idle().then(next);
  };
  for (const move of MOVES) addEventListener(move, begin, { passive: true });
  // The end is where the whole page ends.
  document.addEventListener('keydown', ({ key, target }) => {
    if (key !== 'End') return;
    layOutAll();
    if (target === document.body) seeThatItGoes();
  });
  // A link within the page.
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="#"]')) layOutAll();
  });
  addEventListener('hashchange', layOutAll);
}

/** Long enough for the browser to have begun. */
const BEGUN = 500; // milliseconds

/**
 * On a busy machine Chromium lays out the page anew and, once in some dozens of times, forgets that it was to go to the end
 * of it: then the page goes there itself.
 */
function seeThatItGoes(): void {
  const from = scrollY;
  setTimeout(() => {
    if (scrollY === from) scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
  }, BEGUN);
}

/** Lays out the whole page now. */
export function layOutAll(): void {
  document.documentElement.dataset['whole'] = '';
  for (const step of waiting.keys()) layOut(step);
}

/**
 * Observes elements, those in a step that waits once it is laid out: one that comes near in the middle of a frame would
 * have some of its sizes told, and an error for the others ("ResizeObserver loop").
 */
export function observeLaidOut(observer: ResizeObserver, elements: Iterable<Element>): void {
  for (const element of elements) {
    const step = element.closest<HTMLElement>('.step');
    if (!step || 'laid' in step.dataset || 'whole' in document.documentElement.dataset) observer.observe(element);
    else waiting.set(step, [...(waiting.get(step) ?? []), () => observer.observe(element)]);
  }
}

const MOVES = ['scroll', 'pointermove', 'pointerdown', 'keydown'] as const;
/** What begins when a step is laid out. */
const waiting = new Map<HTMLElement, (() => void)[]>();
const layOut = (step: HTMLElement): void => {
  step.dataset['laid'] = '';
  for (const begin of waiting.get(step) ?? []) begin();
  waiting.delete(step);
};
