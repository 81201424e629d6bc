import { render } from 'preact';
import { addSheet } from '../../../islands/add-sheet.ts';
import styles from './project.css?inline';

/** How the part of an address after `#` begins that shows one step for the projector. */
export const PROJECT_HASH = '#project=';

const OUT = 'data-projected-out';
let leave: (() => void) | null = null;

interface Props {
  readonly steps: readonly HTMLElement[];
  readonly at: number;
  readonly onStep: (by: -1 | 1) => void;
  readonly onLeave: () => void;
}

const ProjectBar = ({ steps, at, onStep, onLeave }: Props) => (
  <>
    <span>
      Step {at + 1} of {steps.length}
    </span>
    <button class="button" type="button" disabled={at === 0} onClick={() => onStep(-1)}>
      Previous
    </button>
    <button class="button" type="button" disabled={at === steps.length - 1} onClick={() => onStep(1)}>
      Next
    </button>
    <button class="button" type="button" onClick={onLeave}>
      Leave
    </button>
  </>
);

/** Shows one step of the chapter in large type, with its explanation, and nothing else; arrow keys go on, Escape leaves. */
function show(step: HTMLElement, steps: readonly HTMLElement[]): () => void {
  const out: Element[] = [];
  for (let at: Element = step; at.parentElement && at !== document.body; at = at.parentElement)
    for (const other of at.parentElement.children) if (other !== at) out.push(other);
  for (const element of out) element.setAttribute(OUT, '');
  const takeSheet = addSheet(styles);
  document.documentElement.dataset['project'] = '';
  const bar = document.createElement('div');
  bar.className = 'project-bar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Projector');
  document.body.append(bar);
  const at = steps.indexOf(step);
  const go = (hash: string): void => void (location.hash = hash);
  const onStep = (by: -1 | 1): void => {
    const next = steps[at + by];
    if (next) go(PROJECT_HASH + (next.dataset['step'] ?? ''));
  };
  const onLeave = (): void => go(step.id);
  const onKey = (event: KeyboardEvent): void => {
    const does = { ArrowRight: () => onStep(1), ArrowLeft: () => onStep(-1), Escape: onLeave }[event.key];
    if (!does || (event.target as Element).matches('input, textarea, select, [role=slider]')) return;
    event.preventDefault();
    does();
  };
  addEventListener('keydown', onKey);
  render(<ProjectBar steps={steps} at={at} onStep={onStep} onLeave={onLeave} />, bar);
  scrollTo(0, 0);
  return () => {
    removeEventListener('keydown', onKey);
    render(null, bar);
    bar.remove();
    takeSheet();
    delete document.documentElement.dataset['project'];
    for (const element of out) element.removeAttribute(OUT);
  };
}

/** Follows the page’s address: shows the step that it asks to project, and the whole page again when it asks for none. */
export function project(): void {
  const steps = [...document.querySelectorAll<HTMLElement>('.step[data-step]')];
  const wanted = location.hash.startsWith(PROJECT_HASH) ? location.hash.slice(PROJECT_HASH.length) : null;
  const step = steps.find(({ dataset }) => dataset['step'] === wanted);
  leave?.();
  leave = step ? show(step, steps) : null;
}
