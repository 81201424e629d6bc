import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import { OPTIMIZERS } from '../../../lib/settings/choices.ts';
import { writeLink } from '../../../lib/systems/link.ts';
import { sameButSeed, networkOfRun, type TrainerNetwork } from '../../../lib/systems/network.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { count, duration, percent, timeTaken } from '../../words/format.ts';
import { engines } from '../pictures/ask.ts';
import type { Trainer } from '../trainer/controller.ts';
import { bestUnder, type Best } from './best.ts';
import { PUBLISHED, SEEDS_MEASURED, SMALL, smallNetwork, type Preset } from './presets.ts';
import { keepSpeeds, keptSpeeds, measureSpeed, shapeOf, speedsOfRuns, type Speeds } from './speed.ts';

/** How long a network took here, or will take; null where nobody has measured. */
function timeWords(network: TrainerNetwork, runs: readonly RunRecord[], speeds: Speeds): string | null {
  const done = runs.findLast(
    (run) => run.state === 'finished' && run.seconds > 0 && sameButSeed(networkOfRun(run), network),
  );
  if (done) return `took ${timeTaken(done.seconds)} here`;
  const speed = speeds[shapeOf(network.specification)];
  return speed ? `about ${duration((network.epochs * network.trainCount) / speed)} here` : null;
}

/** Networks to start from, as cards: what they reach and how long that takes here. Choosing one sets the controls, and trains nothing. */
export default function Presets({ trainer }: { readonly trainer: Trainer }) {
  const kept = useSignal<Speeds>({});
  const said = useSignal('');
  const measuring = useSignal<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    kept.value = keptSpeeds();
    return () => stop.current?.abort();
  }, []);
  const runs = trainer.runs.value;
  const speeds = useMemo(() => ({ ...kept.value, ...speedsOfRuns(runs) }), [kept.value, runs]);
  const all = [...SMALL.map((one) => smallNetwork(one, one.right.length)), ...PUBLISHED.map(({ network }) => network)];
  const known = all.filter(({ specification }) => speeds[shapeOf(specification)] !== undefined).length;

  const measure = async (): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    said.value = '';
    try {
      const client = await engines();
      const shapes = new Map(all.map((network) => [shapeOf(network.specification), network]));
      let n = 0;
      for (const [shape, network] of shapes) {
        measuring.value = n++ / shapes.size;
        const speed = await measureSpeed(client, network, controller.signal);
        kept.value = { ...kept.value, [shape]: speed };
        keepSpeeds(kept.value);
      }
      said.value = 'Measured.';
    } catch (error) {
      if (!controller.signal.aborted)
        said.value = `Not all could be measured: ${error instanceof Error ? error.message : String(error)}.`;
    } finally {
      measuring.value = null;
    }
  };
  const busy = runs.some(({ state }) => state === 'running' || state === 'loading');
  return (
    <div class="bench-presets">
      <p class="bench-row bench-measure">
        <button
          class="button"
          type="button"
          onClick={() => (measuring.value === null ? void measure() : stop.current?.abort())}
        >
          {measuring.value === null ? 'Measure this machine' : 'Stop measuring'}
        </button>
        {measuring.value === null ? (
          <span role="status">
            {said.value}{' '}
            {known === 0
              ? 'Each network is trained for half a second, and nothing of it is kept: then the cards say how long they take here.'
              : `${known} of ${all.length} measured here${busy ? '; while a run trains, all seem slower' : ''}.`}
          </span>
        ) : (
          <progress max={1} value={measuring.value} aria-label="Measuring" />
        )}
      </p>
      <ul class="bench-cards">
        {[10, 60].map((seconds) => (
          <BestCard key={seconds} seconds={seconds} best={bestUnder(seconds, SMALL, speeds)} />
        ))}
      </ul>
      <p>
        The best are chosen from the {SMALL.length} small networks below. Of each the book has counted the test images
        right after every epoch, over {SEEDS_MEASURED} seeds; as many epochs are taken as fit into the time at the speed
        measured here, with a tenth to spare.
      </p>
      <h3>Small ones</h3>
      <ul class="bench-cards">
        {SMALL.map((one) => {
          const network = smallNetwork(one, one.right.length);
          return (
            <Card
              key={one.name}
              name={one.name}
              network={network}
              reached={one.right.at(-1)! / testsOf(network)}
              time={timeWords(network, runs, speeds)}
            />
          );
        })}
      </ul>
      <h3>Published systems</h3>
      <ul class="bench-cards">
        {PUBLISHED.map((one: Preset) => (
          <Card key={`${one.system} ${one.name}`} {...one} time={timeWords(one.network, runs, speeds)} />
        ))}
      </ul>
    </div>
  );
}

const testsOf = ({ specification }: TrainerNetwork): number => dataSetNamed(specification.data).counts.test;

/** The optimizer and the epochs, which a name of layers leaves out. */
const rest = ({ specification: { optimizer }, epochs }: TrainerNetwork): string =>
  `${OPTIMIZERS[optimizer.name]} ${optimizer.learningRate}, ${epochs === 1 ? '1 epoch' : `${epochs} epochs`}`;

function Card({
  name,
  network,
  reached,
  time,
  title,
  system,
}: {
  readonly name: string;
  readonly network: TrainerNetwork;
  /** A share of the test images; null where only other figures were published. */
  readonly reached: number | null;
  readonly time: string | null;
  readonly title?: string;
  readonly system?: string;
}) {
  return (
    <li class="bench-card">
      <a href={`#${writeLink(network)}`} data-system={system} title={title}>
        {name}
      </a>
      <small>{rest(network)}</small>
      <span>
        {reached === null ? 'no test figure' : <b>{percent(reached)}</b>} <small>{time ?? 'not measured here'}</small>
      </span>
    </li>
  );
}

function BestCard({ seconds, best }: { readonly seconds: number; readonly best: Best | null }) {
  const called = `Best under ${seconds} s here`;
  if (!best)
    return (
      <li class="bench-card is-best">
        <b>{called}</b>
        <small>Measure this machine first.</small>
      </li>
    );
  const network = smallNetwork(best.candidate, best.epochs);
  return (
    <li class="bench-card is-best">
      <a href={`#${writeLink(network)}`}>{called}</a>
      <small>
        {layersInShort(network.specification)}, {rest(network)}
      </small>
      <span>
        <b>{percent(best.right / testsOf(network))}</b>{' '}
        <small>
          {count(best.right)} right, about {duration(best.seconds)}
        </small>
      </span>
    </li>
  );
}
