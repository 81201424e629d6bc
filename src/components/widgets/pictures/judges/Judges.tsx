import type { DataSet } from '../../../../lib/data/data-set.ts';
import { guessOf, outputWords } from '../readings.ts';
import type { Judge, Opinion } from './judge.ts';

interface Props {
  readonly judges: readonly Judge[];
  readonly opinions: ReadonlyMap<string, Opinion>;
  /** False while there is nothing to judge. */
  readonly drawn: boolean;
  /** What all of them learned from. */
  readonly dataSet: DataSet;
}

/** Every network's guess of the drawing in one table, with its outputs as small bars. */
export function Judges({ judges, opinions, drawn, dataSet }: Props) {
  return (
    <div class="scroll-x">
      <table class="table judges-table">
        <caption>{summary(judges, opinions, dataSet)}</caption>
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col">Guess</th>
            <th scope="col">Share</th>
            <th scope="col">All outputs</th>
          </tr>
        </thead>
        <tbody>
          {judges.map((judge) => (
            <JudgeRow
              key={judge.key}
              judge={judge}
              opinion={opinions.get(judge.key)}
              drawn={drawn}
              classes={dataSet.classes}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function JudgeRow({
  judge,
  opinion,
  drawn,
  classes,
}: {
  readonly judge: Judge;
  readonly opinion: Opinion | undefined;
  readonly drawn: boolean;
  readonly classes: readonly string[];
}) {
  const outputs = opinion?.outputs;
  const guess = outputs ? guessOf(outputs) : null;
  return (
    <tr>
      <th scope="row">
        {judge.name} <small>{judge.about}</small>
      </th>
      {outputs && guess !== null ? (
        <>
          <td>
            <b class="judges-guess" data-symbol="prediction">
              {classes[guess]}
            </b>
          </td>
          <td>
            {outputWords(outputs[guess]!, opinion.shares)}
            {!opinion.shares && ' (score)'}
          </td>
          <td>
            <SmallBars outputs={outputs} classes={classes} shares={opinion.shares} guess={guess} />
          </td>
        </>
      ) : (
        <td colSpan={3}>{opinion?.problem ?? (drawn ? 'Asking…' : '–')}</td>
      )}
    </tr>
  );
}

interface BarsProps {
  readonly outputs: Float32Array;
  readonly classes: readonly string[];
  readonly shares: boolean;
  readonly guess: number;
}

function SmallBars({ outputs, classes, shares, guess }: BarsProps) {
  // Scores have no natural end: the largest fills its place, and what is below zero has no bar.
  const end = shares ? 1 : Math.max(...outputs) || 1;
  const words = Array.from(outputs, (value, j) => `${classes[j]}: ${outputWords(value, shares)}`).join(', ');
  return (
    <div class="judges-bars" role="img" aria-label={words} title={words}>
      {Array.from(outputs, (_, j) => (
        <span key={j} class={j === guess ? 'is-guess' : undefined}>
          <i style={{ height: `${(1.6 * Math.min(1, Math.max(0, outputs[j]! / end) || 0)).toFixed(2)}rem` }} />
          <b>{classes[j]}</b>
        </span>
      ))}
    </div>
  );
}

/** `5 of 8 networks say 4, 2 say 9, 1 says 1.` */
export function summary(
  judges: readonly Judge[],
  opinions: ReadonlyMap<string, Opinion>,
  { called, classes }: Pick<DataSet, 'called' | 'classes'>,
): string {
  const votes = new Map<number, number>();
  for (const { key } of judges) {
    const outputs = opinions.get(key)?.outputs;
    if (outputs) votes.set(guessOf(outputs), (votes.get(guessOf(outputs)) ?? 0) + 1);
  }
  if (votes.size === 0) return `Draw a ${called.one}: each network says what it reads.`;
  const [first, ...others] = [...votes]
    .sort(([a, n], [b, m]) => m - n || a - b)
    .map(([label, n]) => ({ guess: classes[label], n, says: n === 1 ? 'says' : 'say' }));
  const networks = judges.length === 1 ? 'network' : 'networks';
  return `${first!.n} of ${judges.length} ${networks} ${first!.says} ${first!.guess}${others.map(({ guess, n, says }) => `, ${n} ${says} ${guess}`).join('')}.`;
}
