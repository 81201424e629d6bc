import { isStepDone, type Progress } from '../../../lib/classroom/progress.ts';
import { markStep, onProgress } from '../../../lib/classroom/progress-store.ts';
import { Jump } from './jump.ts';
import { onKey } from './keys.ts';
import { layOutAll } from './lay-out.ts';
import { keepPlace } from './progress.ts';

/** Steps of the open chapter: which one is in view, which are done, and the way from one to the next. */
export function startSteps(): void {
  const bar = document.querySelector<HTMLElement>('[data-stepbar]');
  const chapter = bar?.dataset['stepbar'];
  if (!bar || chapter === undefined) return;
  const steps = [...document.querySelectorAll<HTMLElement>('.step')];
  const now = bar.querySelector('[data-step-now]');
  let current = Number.NaN;

  const show = (index: number): void => {
    current = index;
    if (now) now.textContent = index < 0 ? `${steps.length} steps` : `Step ${index + 1} of ${steps.length}`;
    const id = steps[index]?.dataset['step'];
    if (id !== undefined) keepPlace({ chapter, step: id });
    for (const mark of bar.querySelectorAll<HTMLElement>('[data-step-mark]'))
      mark.classList.toggle('is-now', mark.dataset['stepMark'] === id);
    for (const entry of bar.querySelectorAll<HTMLElement>('[data-step-entry] a')) {
      if (entry.parentElement?.dataset['stepEntry'] === id) entry.setAttribute('aria-current', 'step');
      else entry.removeAttribute('aria-current');
    }
    bar.querySelector('[data-step-go="previous"]')?.toggleAttribute('disabled', index < 0);
    bar.querySelector('[data-step-go="next"]')?.toggleAttribute('disabled', index >= steps.length - 1);
  };

  /** The step that crosses the upper third of the window. */
  const follow = (): void => {
    const line = innerHeight / 3;
    const index = steps.findLastIndex((step) => step.getBoundingClientRect().top <= line);
    if (index !== current) show(index);
  };

  const jump = new Jump(follow);
  const go = (index: number): void => {
    const step = steps[index];
    const target = step ?? document.querySelector<HTMLElement>('main');
    if (index >= steps.length || !target) return;
    layOutAll();
    jump.begin(step ?? document.documentElement);
    history.replaceState(null, '', step ? `#${step.id}` : location.pathname + location.search);
    if (step) step.scrollIntoView();
    else scrollTo({ top: 0 });
    const heading = target.querySelector<HTMLElement>(step ? 'h2' : 'h1') ?? target;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    show(index);
  };

  let waiting = false;
  addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!jump.holds) follow();
      });
    },
    { passive: true },
  );
  bar.querySelector('[data-step-go="previous"]')?.addEventListener('click', () => go(current - 1));
  bar.querySelector('[data-step-go="next"]')?.addEventListener('click', () => go(current + 1));
  onKey('j', () => go(current + 1));
  onKey('k', () => go(current - 1));
  onKey('J', () => document.querySelector<HTMLAnchorElement>('a[rel="next"]')?.click());
  onKey('K', () => document.querySelector<HTMLAnchorElement>('a[rel="prev"]')?.click());
  bar.querySelector('#steps-menu')?.addEventListener('click', (event) => {
    if (event.target instanceof HTMLAnchorElement) bar.querySelector<HTMLElement>('#steps-menu')?.hidePopover();
  });
  follow();
  startMarks(bar, chapter, steps);
}

/** Marks of what is done: set by the reader, or by a step's exercises once all have passed. */
function startMarks(bar: HTMLElement, chapter: string, steps: readonly HTMLElement[]): void {
  const passedBefore = new Set<string>();
  let first = true;

  const markStepsThatPassed = (progress: Progress): void => {
    for (const step of steps) {
      const exercises = [...step.querySelectorAll<HTMLElement>('[data-exercise]')].map(
        (element) => element.dataset['exercise'] ?? '',
      );
      const isNew = exercises.some((exercise) => progress.passed.includes(exercise) && !passedBefore.has(exercise));
      if (isNew && exercises.every((exercise) => progress.passed.includes(exercise))) {
        queueMicrotask(() => markStep(chapter, step.dataset['step'] ?? '', true));
      }
    }
  };

  onProgress((progress) => {
    if (!first) markStepsThatPassed(progress);
    first = false;
    for (const exercise of progress.passed) passedBefore.add(exercise);

    for (const step of steps) {
      const id = step.dataset['step'] ?? '';
      const done = isStepDone(progress, chapter, id);
      for (const button of step.querySelectorAll('[data-step-done]')) {
        button.setAttribute('aria-pressed', String(done));
        button.classList.toggle('is-done', done);
      }
      bar.querySelector(`[data-step-mark="${id}"]`)?.classList.toggle('is-done', done);
      bar.querySelector(`[data-step-entry="${id}"] .steps-menu-done`)?.toggleAttribute('hidden', !done);
    }
  });

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step-done]') : null;
    if (button) markStep(chapter, button.dataset['stepDone'] ?? '', button.getAttribute('aria-pressed') !== 'true');
  });
}
