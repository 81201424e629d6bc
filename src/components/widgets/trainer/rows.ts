import { parameterCount } from '../../../lib/nn/shapes.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { count } from '../../words/format.ts';
import { networkBehind } from './controller.ts';
import { networkOfRun, sameButSeed, type TrainerNetwork } from '../../../lib/systems/network.ts';
import { acceptedWords, computed, headlineOf, MEASURES, printedWords, heldAgainst } from '../../words/published.ts';
import { lastTest, lastValidation } from '../../words/run.ts';

/** One line of the table: a run, or a network that has none yet. */
export interface Row {
  readonly key: string;
  /** The run's place among the trainer's runs, from 1, as on the chart. */
  readonly number: number | null;
  readonly name: string;
  readonly run: RunRecord | null;
  readonly network: TrainerNetwork;
  readonly layers: number;
  readonly parameters: number;
  readonly epochs: number;
  readonly training: number | null;
  readonly validation: number | null;
  readonly test: number | null;
  /** As the source prints it, and what it measured; null where there is no source. */
  readonly published: string | null;
  readonly measure: string | null;
  readonly accepted: string | null;
  /** Null while there is nothing to compare. */
  readonly within: boolean | null;
  readonly withinWords: string;
  readonly seconds: number | null;
  readonly engine: string | null;
}

export type Column =
  | 'name'
  | 'layers'
  | 'parameters'
  | 'epochs'
  | 'training'
  | 'validation'
  | 'test'
  | 'published'
  | 'within'
  | 'seconds'
  | 'engine';

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

const share = (score: { readonly correct: number; readonly of: number } | undefined): number | null =>
  score ? score.correct / score.of : null;

function publishedIn(
  network: TrainerNetwork,
  run: RunRecord | null,
): Pick<Row, 'published' | 'measure' | 'accepted' | 'within' | 'withinWords'> {
  const figure = headlineOf(network.figures);
  if (!figure) return { published: null, measure: null, accepted: null, within: null, withinWords: '–' };
  const said = {
    published: printedWords(figure),
    measure: MEASURES[figure.printedOf ?? figure.measure],
    accepted: acceptedWords(figure),
  };
  if (run && !sameButSeed(networkOfRun(run), network)) return { ...said, within: null, withinWords: 'other settings' };
  const value = run && computed(run, figure);
  if (value === null) return { ...said, within: null, withinWords: '–' };
  const { within, words } = heldAgainst(figure, value);
  return { ...said, within, withinWords: words };
}

function rowOf(network: TrainerNetwork, run: RunRecord | null, number: number | null): Row {
  const own = run ? networkOfRun(run) : network;
  return {
    key: run?.id ?? `network ${network.name}`,
    number,
    name: run?.title ?? network.name,
    run,
    network,
    layers: (own.specification.convolutions?.length ?? 0) + own.specification.layers.length,
    parameters: parameterCount(own.specification),
    epochs: own.epochs,
    training: run?.epochs.at(-1)?.training.accuracy ?? null,
    validation: run ? share(lastValidation(run)) : null,
    test: run ? share(lastTest(run)) : null,
    ...publishedIn(network, run),
    seconds: run && run.seconds > 0 ? run.seconds : null,
    engine: run?.by ?? null,
  };
}

/** Every network with its runs; those that were never trained stand there too, with what their source says. */
export function rowsOf(networks: readonly TrainerNetwork[], runs: readonly RunRecord[]): Row[] {
  const left = new Set(runs);
  const own = networks.flatMap((network) => {
    const mine = runs.filter((run) => networkBehind(networks, run) === network);
    for (const run of mine) left.delete(run);
    return mine.length > 0
      ? mine.map((run) => rowOf(network, run, runs.indexOf(run) + 1))
      : [rowOf(network, null, null)];
  });
  return [...own, ...[...left].map((run) => rowOf(networkOfRun(run), run, runs.indexOf(run) + 1))];
}

/** Rows in another order; what has no value comes last either way, and equals keep their order. */
export function sorted(rows: readonly Row[], sorting: Sorting | null): readonly Row[] {
  if (!sorting) return rows;
  const { column, descending } = sorting;
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    if (typeof x === 'string') return sign * x.localeCompare(String(y), 'en', { numeric: true });
    return sign * (Number(x) - Number(y));
  });
}

/** A column pressed: first as it is most looked for, then the other way round, then not at all. */
export function nextSorting(sorting: Sorting | null, column: Column): Sorting | null {
  const first = column !== 'name' && column !== 'engine'; // numbers from the largest
  if (sorting?.column !== column) return { column, descending: first };
  return sorting.descending === first ? { column, descending: !first } : null;
}

/** `529,030 parameters, 5 layers`. */
export const sizeWords = ({ parameters, layers }: Row): string =>
  `${count(parameters)} parameters, ${layers === 1 ? '1 layer' : `${layers} layers`}`;
