import { useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { RunManager } from '../../../lib/runs/run-manager.ts';
import { keepPressesSteady } from '../../islands/steady-press.ts';
import { createDockSpeaker, dockView, type DockAct, type DockView } from './view.ts';

// A run that ends makes other buttons of the same ones.
keepPressesSteady('.run-dock-acts .button');

const LABELS: Record<DockAct, string> = { pause: 'Pause', goOn: 'Go on', stop: 'Stop', letBe: 'Let it be' };

const LABELS_OF_ALL: Record<DockAct, string> = {
  pause: 'Pause all',
  goOn: 'Go on',
  stop: 'Stop all',
  letBe: 'Let them be',
};

function act(manager: RunManager, { ids, queuedIds }: DockView, what: DockAct): void {
  if (what === 'letBe') for (const id of queuedIds) manager.stop(id);
  for (const id of ids) {
    if (what === 'pause') manager.pause(id);
    else if (what === 'goOn') manager.resume(id);
    else manager.stop(id);
  }
}

export interface RunDockProps {
  readonly manager: RunManager;
  /** The site's root, absolute. */
  readonly root: URL;
}

/** A quiet bar at the bottom of every page while there are open runs: what trains, how far it is, and how to stop it. */
export function RunDock({ manager, root }: RunDockProps) {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  // At once, not after the next paint: runs that came in between would never show.
  useLayoutEffect(() => manager.subscribe(() => redraw(undefined)), [manager]);
  const speak = useMemo(createDockSpeaker, []);
  const bar = useRef<HTMLElement>(null);
  const view = dockView(manager.runs);

  return (
    <>
      <p class="visually-hidden" role="status">
        {speak(view)}
      </p>
      {manager.damaged > 0 && <Damaged manager={manager} />}
      {view && (
        <Bar
          view={view}
          root={root}
          bar={bar}
          onAct={(what) => {
            act(manager, view, what);
            // With its last run the bar goes, and must not take the focus with it.
            if (!dockView(manager.runs) && bar.current?.contains(document.activeElement))
              document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
          }}
        />
      )}
    </>
  );
}

/** Says that something kept cannot be read, once a page, until the reader deletes it. */
function Damaged({ manager }: { readonly manager: RunManager }) {
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  const one = manager.damaged === 1;
  return (
    <section class="run-dock" aria-label="Kept runs">
      <div class="page run-dock-row">
        <p class="run-dock-words" role="alert">
          {one ? 'A kept run' : `${manager.damaged} kept runs`} can no longer be read in this browser: what it kept of{' '}
          {one ? 'it' : 'them'} is damaged. All others are as they were.
        </p>
        <div class="run-dock-acts">
          <button class="button" type="button" onClick={() => manager.removeDamaged()}>
            Delete {one ? 'it' : 'them'}
          </button>
          <button class="button" type="button" onClick={() => setSeen(true)}>
            Let {one ? 'it' : 'them'} be
          </button>
        </div>
      </div>
    </section>
  );
}

interface BarProps {
  readonly view: DockView;
  readonly root: URL;
  readonly bar: { current: HTMLElement | null };
  readonly onAct: (what: DockAct) => void;
}

function Bar({ view, root, bar, onAct }: BarProps) {
  const addresses = view.lines.map(({ run }) => new URL(`${run.page.path}#${run.page.anchor}`, root));
  const areHere = addresses.map(({ pathname }) => pathname === location.pathname);
  const several = view.ids.length > 1;
  return (
    <section
      class={`run-dock${areHere.every(Boolean) ? ' is-slim' : ''}`}

      aria-label="Training"
      ref={bar}
    >
      <div class="run-dock-progress">
        {view.lines.map(({ run, done }) => (
          <progress max={1} value={done} aria-label={`${run.title}: how far`} key={run.id} />
        ))}
      </div>
      <div class="page run-dock-row">
        <div class={`run-dock-lines${view.lines.length > 1 ? ' are-several' : ''}`}>
          {view.lines.map(({ run, where, score, left }, index) => (
            <p class="run-dock-words" key={run.id}>
              <a
                href={areHere[index] ? addresses[index]!.hash : addresses[index]!.href}
                aria-label={`${run.title}, in ${run.page.title}`}
              >
                {run.title}
              </a>{' '}
              <span class="run-dock-where">{where}</span>
              {score && (
                <span class="run-dock-score">
                  {score.value} <span class="run-dock-of">{score.of}</span>
                </span>
              )}
              {left && <span class="run-dock-left">{left}</span>}
              {index === view.lines.length - 1 && view.others && <span>{view.others}</span>}
            </p>
          ))}
        </div>
        <div class="run-dock-acts">
          {view.acts.map((what, index) => (
            <button
              class={`button${what === 'goOn' ? ' button-primary' : ''}`}
              type="button"
              key={index}
              onClick={() => onAct(what)}
            >
              {several ? LABELS_OF_ALL[what] : LABELS[what]}
            </button>
          ))}
        </div>
      </div>
    </section>
  );
}
