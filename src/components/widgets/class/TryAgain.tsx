import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Checks } from '../../../lib/hand-in/grades.ts';
import type { StudentRow } from '../../../lib/hand-in/roster.ts';
import { sampleOf } from '../../../lib/hand-in/sample.ts';
import { checkKey } from '../../../lib/hand-in/store.ts';
import { trialsOf, tryAgain, type Check, type Means, type Sources } from '../../../lib/hand-in/verify.ts';
import { count, duration } from '../../words/format.ts';

/** An answer that has not ended after so long is stopped. */
const SECONDS = 20;

interface Props {
  readonly root: URL;
  /** The students whose newest hand-ins are tried. */
  readonly rows: readonly StudentRow[];
  /** Of exercises only these. */
  readonly exercises: readonly string[];
  readonly sources: () => Promise<Sources>;
  readonly checks: Checks;
  readonly onCheck: (id: number, trial: string, check: Check) => void;
}

/** Runs again what was handed in: each exercise’s check in the sandbox, one after the other, and each run from its seed. */
export function TryAgain({ rows, exercises, sources, checks, onCheck }: Props) {
  const sample = useSignal('all');
  const anew = useSignal(false);
  const doing = useSignal('');
  const said = useSignal('');
  const stop = useRef<AbortController | null>(null);

  const all = rows.flatMap((row) =>
    trialsOf(row.newest.handIn)
      .filter((trial) => trial.kind === 'claim' || exercises.includes(trial.id))
      .map((trial) => ({ row, trial })),
  );
  const open = all.filter(({ row, trial }) => anew.value || !checks.has(checkKey(row.newest.id, trial.id)));
  const chosen = sample.value === 'all' ? open : sampleOf(open, Number(sample.value), ({ row }) => row.key);

  const run = async (): Promise<void> => {
    const { signal } = (stop.current = new AbortController());
    const todo = chosen;
    const began = performance.now();
    said.value = '';
    doing.value = 'Loading the sandbox and the book’s own checks…';
    let done = 0;
    try {
      const means = await loadMeans(await sources(), signal);
      const one = async ({ row, trial }: (typeof todo)[number]): Promise<void> => {
        if (signal.aborted) return;
        const check = await tryAgain(trial, means);
        if (signal.aborted) return;
        onCheck(row.newest.id, trial.id, check);
        done++;
        const left = ((performance.now() - began) / 1000 / done) * (todo.length - done);
        doing.value = `${count(done)} of ${count(todo.length)} tried. Left: ${duration(left)}.`;
      };
      for (const each of todo.filter(({ trial }) => trial.kind === 'exercise')) await one(each);
      // Runs train beside each other, each on a core of its own.
      const claims = todo.filter(({ trial }) => trial.kind === 'claim');
      const queue = claims.values();
      await Promise.all(
        Array.from({ length: claims.length > 0 ? await placesForRuns() : 0 }, async () => {
          for (const each of queue) await one(each);
        }),
      );
      said.value = signal.aborted
        ? `Stopped after ${count(done)} of ${count(todo.length)}.`
        : `${count(done)} tried again in ${duration((performance.now() - began) / 1000)}.`;
    } catch (error) {
      said.value = error instanceof Error ? error.message : String(error);
    } finally {
      doing.value = '';
      stop.current = null;
    }
  };
  return (
    <section aria-labelledby="try-again">
      <h3 id="try-again">Run it again</h3>
      <p>
        Each exercise’s check runs on the code that was handed in, in the closed frame in which all code of the book
        runs; each run trains again from its seed. It is for the students shown below.
      </p>
      <div class="keep-line">
        <label class="field">
          How much
          <select
            value={sample.value}
            disabled={doing.value !== ''}
            onChange={({ currentTarget }) => (sample.value = currentTarget.value)}
          >
            <option value="all">Everything</option>
            <option value="1">One thing of each student, at random</option>
            <option value="3">Three things of each student, at random</option>
          </select>
        </label>
        <label class="hand-ins-anew">
          <input
            type="checkbox"
            checked={anew.value}
            onChange={({ currentTarget }) => (anew.value = currentTarget.checked)}
          />{' '}
          Also what was tried before
        </label>
        {doing.value ? (
          <button class="button" type="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        ) : (
          <button class="button button-primary" type="button" disabled={chosen.length === 0} onClick={() => void run()}>
            Run {count(chosen.length)} {chosen.length === 1 ? 'thing' : 'things'} again
          </button>
        )}
      </div>
      <p role="status">{doing.value || said.value}</p>
    </section>
  );
}

async function loadMeans(sources: Sources, signal: AbortSignal): Promise<Means> {
  const [{ getSandbox }, { judgementOf, runWithin }, { getEngineClient }, { trainAgain }] = await Promise.all([
    import('../../../lib/sandbox/sandbox.ts'),
    import('../../../lib/sandbox/judgement.ts'),
    import('../../../lib/engine/client.ts'),
    import('../../../lib/hand-in/train-again.ts'),
  ]);
  return {
    sources,
    judge: async (code, check) => judgementOf(await runWithin(getSandbox(), code, check, SECONDS, signal), SECONDS),
    train: (claim) => trainAgain(getEngineClient(), claim, signal),
    evaluate: async ({ specification }, weights) =>
      (await getEngineClient().evaluate(specification, weights, 'test', { signal })).correct,
  };
}

async function placesForRuns(): Promise<number> {
  const { placesHere } = await import('../../../lib/engine/places.ts');
  return placesHere().runs;
}
