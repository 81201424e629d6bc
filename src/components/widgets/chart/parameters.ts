import type { RunRecord } from '../../../lib/runs/run-record.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { percent } from '../../words/format.ts';
import { headlineOf } from '../../words/published.ts';
import { accuracyFloor, type SetName } from './model.ts';

/** What the chart needs of a network and its run. */
export interface SizedRun extends Readonly<Record<SetName, number | null>> {
  readonly number: number | null;
  readonly name: string;
  readonly run: Pick<RunRecord, 'hidden' | 'look'> | null;
  readonly network: Pick<TrainerNetwork, 'figures'>;
  readonly parameters: number;
}

/** An accuracy in per cent of a network with so many parameters. */
export interface ParameterPoint {
  readonly number: number;
  readonly name: string;
  readonly look: number;
  readonly set: SetName;
  readonly parameters: number;
  readonly value: number;
}

/** What a source published of a network with so many parameters. */
export interface PublishedPoint {
  readonly name: string;
  readonly parameters: number;
  /** In per cent, what counts as the same. */
  readonly least: number;
  readonly most: number;
}

export interface ParametersModel {
  readonly points: readonly ParameterPoint[];
  readonly published: readonly PublishedPoint[];
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  readonly floor: number;
  readonly by: string;
}

const SETS = ['training', 'validation', 'test'] as const;

/** Accuracies against parameters of all runs that have trained an epoch; null while fewer than two sizes have. */
export function parametersModel(rows: readonly SizedRun[], by: string): ParametersModel | null {
  const done = rows.filter(({ run, training }) => run !== null && !run.hidden && training !== null);
  if (new Set(done.map(({ parameters }) => parameters)).size < 2) return null;
  const validated = done.some(({ validation }) => validation !== null);
  const sets = SETS.filter((set) => set !== (validated ? 'test' : 'validation'));
  const points = done.flatMap((row) =>
    sets.flatMap((set) =>
      row[set] === null
        ? []
        : [
            {
              number: row.number!,
              name: row.name,
              look: row.run!.look,
              set,
              parameters: row.parameters,
              value: 100 * row[set],
            },
          ],
    ),
  );
  const published = rows.flatMap(({ network, name, parameters }) => {
    const figure = headlineOf(network.figures);
    return !figure || figure.measure === 'trainingLoss'
      ? []
      : [{ name, parameters, least: 100 * figure.accepted[0], most: 100 * figure.accepted[1] }];
  });
  const sizes = [...points, ...published].map(({ parameters }) => parameters);
  const domain = [Math.min(...sizes) / 1.5, Math.max(...sizes) * 1.5] as const;
  const ticks = [1, 3]
    .flatMap((digit) => [2, 3, 4, 5, 6, 7].map((power) => digit * 10 ** power))
    .filter((tick) => tick >= domain[0] && tick <= domain[1])
    .sort((a, b) => a - b);
  return {
    points,
    published,
    domain,
    ticks,
    floor: accuracyFloor([...points.map(({ value }) => value), ...published.map(({ least }) => least)]),
    by,
  };
}

/** 300000 -> `300k`. */
export const shortCount = (value: number): string =>
  value >= 1e6 ? `${value / 1e6}M` : value >= 1e3 ? `${value / 1e3}k` : String(value);

/** The chart in words. */
export const parametersWords = ({ points }: ParametersModel): string =>
  `Accuracy by number of weights and biases. ${points.map(({ number, set, parameters, value }) => `run ${number}, ${parameters.toLocaleString('en-US')} parameters, ${set}: ${percent(value / 100)}`).join('; ')}.`;
