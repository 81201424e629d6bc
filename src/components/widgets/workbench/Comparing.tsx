import { useSignal } from '@preact/signals';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { networkOfRun } from '../../../lib/systems/network.ts';
import type { Trainer } from '../trainer/controller.ts';
import { missingSeeds, verdictOn } from './compare.ts';

/** So many seeds of a network show how much is luck. */
export const SEEDS = 5;

/** Trains the network of a run from other seeds, side by side, by the engine that trained it. */
async function trainSeeds(trainer: Trainer, run: RunRecord, seeds: readonly number[]): Promise<void> {
  const manager = await trainer.wake();
  const kit = trainer.withRuns.peek();
  if (!manager || !kit) return;
  manager.addTogether(
    seeds.map((seed) => {
      const network = networkOfRun(run);
      const other = { ...network, specification: { ...network.specification, seed } };
      const { scope, page, engine } = run;
      return {
        scope,
        page,
        engine: run.by === null || run.by === 'reader' ? engine : run.by,
        title: kit.titleOf(other, trainer.networks[0]!),
        settings: kit.trainingSettingsOf(other),
      };
    }),
  );
}

/** Trains more seeds of a run. */
function FiveSeeds({
  trainer,
  run,
  number,
}: {
  readonly trainer: Trainer;
  readonly run: RunRecord;
  readonly number: number;
}) {
  const missing = missingSeeds(run, trainer.runs.value, SEEDS);
  const off = run.code !== undefined || run.loaded !== undefined;
  if (off || missing.length === 0) return null;
  return (
    <button class="button" type="button" onClick={() => void trainSeeds(trainer, run, missing)}>
      Five seeds of run {number}
    </button>
  );
}

/** The run that is shown against another one: what differs, which is better, and whether by more than luck. */
export function Comparing({ trainer }: { readonly trainer: Trainer }) {
  const other = useSignal<string | null>(null);
  const runs = trainer.runs.value;
  const shown = trainer.shown.value;
  const a = shown ?? runs.at(-1);
  if (!a) return null;
  const numberOf = (run: RunRecord): number => runs.indexOf(run) + 1;
  const others = runs.filter((run) => run !== a);
  const b =
    others.find(({ id }) => id === other.value) ?? others.findLast((run) => numberOf(run) < numberOf(a)) ?? others[0];
  const verdict = b ? verdictOn([a, numberOf(a)], [b, numberOf(b)], runs) : null;
  return (
    <div class="bench-comparing">
      <p class="bench-row">
        {b && (
          <label class="bench-inline">
            Run {numberOf(a)} against
            <select
              aria-label={`Compare run ${numberOf(a)} with`}
              value={b.id}
              onChange={({ currentTarget }) => (other.value = currentTarget.value)}
            >
              {others.map((run) => (
                <option key={run.id} value={run.id}>
                  run {numberOf(run)}
                </option>
              ))}
            </select>
          </label>
        )}
        <FiveSeeds trainer={trainer} run={a} number={numberOf(a)} />
        {b && verdict?.differs && <FiveSeeds trainer={trainer} run={b} number={numberOf(b)} />}
      </p>
      <p role="status">
        {verdict ? (
          <>
            {verdict.differs !== '' && (
              <>
                <b>
                  Run {numberOf(a)} has: {verdict.differs}.
                </b>{' '}
              </>
            )}
            {verdict.words}
          </>
        ) : (
          'Five seeds show how much of a result is luck: the same network from five first weights, side by side.'
        )}
      </p>
    </div>
  );
}
