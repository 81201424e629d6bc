import '../../models/keep.css';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { siteRoot } from '../../../islands/site-root.ts';
import type { Finding, Ground, State } from './checks.ts';

const STATES: Readonly<Record<State, { readonly mark: string; readonly words: string }>> = {
  good: { mark: '✓', words: 'good' },
  limited: { mark: '!', words: 'with limits' },
  bad: { mark: '✗', words: 'to be done' },
};

interface Row extends Finding {
  readonly name: string;
}

/** The browser in its own words, for who looks at the text elsewhere. */
const asText = (rows: readonly Row[], at: Date): string =>
  [
    `Pre-flight of Delta to Depth, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `Page: ${location.origin}${location.pathname}`,
    `Browser: ${navigator.userAgent}, ${navigator.hardwareConcurrency} cores`,
    ...rows.map(({ name, state, words }) => `[${STATES[state].words}] ${name}: ${words}`),
  ].join('\n');

/** One press tries whether this browser and network can do the course. */
export function PreflightIsland({ longest, known }: Pick<Ground, 'longest' | 'known'>) {
  const rows = useSignal<readonly Row[]>([]);
  const doing = useSignal('');
  const text = useSignal('');
  const copied = useSignal('');
  const isChecking = useSignal(false);
  const stop = useRef(new AbortController());

  const check = async (): Promise<void> => {
    rows.value = [];
    text.value = copied.value = '';
    doing.value = 'Getting ready…';
    isChecking.value = true;
    stop.current = new AbortController();
    const { signal } = stop.current;
    try {
      const { CHECKS } = await import('./checks.ts');
      for (const one of CHECKS) {
        doing.value = one.doing;
        const found = await one.run({ root: siteRoot(), longest, known, signal });
        signal.throwIfAborted();
        rows.value = [...rows.value, { name: one.name, ...found }];
      }
      text.value = asText(rows.value, new Date());
      doing.value = '';
    } catch (error) {
      doing.value = signal.aborted ? 'Stopped.' : `The check broke off: ${(error as Error).message}`;
    } finally {
      isChecking.value = false;
    }
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text.value);
      copied.value = 'Copied.';
    } catch {
      copied.value = 'This browser does not let the page copy: select the text and copy it by hand.';
    }
  };
  const worst = (['bad', 'limited', 'good'] as const).find((state) => rows.value.some((row) => row.state === state));
  const verdicts: Readonly<Record<State, string>> = {
    good: 'All is well: the course can be done here.',
    limited: 'The course can be done here, with the limits below.',
    bad: 'Something must be done first: see below.',
  };
  return (
    <div class="keep preflight">
      <div class="keep-choices">
        {isChecking.value ? (
          <button class="button" type="button" onClick={() => stop.current.abort()}>
            Stop
          </button>
        ) : (
          <button class="button button-primary" type="button" onClick={() => void check()}>
            {rows.value.length > 0 ? 'Check again' : 'Check this browser'}
          </button>
        )}
      </div>
      <p role="status">{doing.value || (text.value && worst ? verdicts[worst] : '')}</p>
      {rows.value.length > 0 && (
        <dl class="preflight-rows">
          {rows.value.map(({ name, state, words }) => (
            <div key={name} class={`preflight-${state}`}>
              <dt>
                <span aria-hidden="true">{STATES[state].mark}</span> {name}
                <span class="visually-hidden">: {STATES[state].words}</span>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {text.value && (
        <section aria-labelledby="preflight-text">
          <h2 id="preflight-text">For your teacher</h2>
          <label class="field">
            This text says what was found. Nothing is sent: copy it into a mail or a form.
            <textarea readOnly rows={8} value={text.value} onFocus={({ currentTarget }) => currentTarget.select()} />
          </label>
          <div class="keep-choices">
            <button class="button" type="button" onClick={() => void copy()}>
              Copy
            </button>
          </div>
          <p role="status">{copied.value}</p>
        </section>
      )}
    </div>
  );
}
