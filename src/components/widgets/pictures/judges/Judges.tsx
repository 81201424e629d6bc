import { guessOf, outputWords } from '../readings.ts';
import type { Judge, Opinion } from './judge.ts';

interface Props {
  readonly judges: readonly Judge[];
  readonly opinions: ReadonlyMap<string, Opinion>;
  /** False while there is nothing to judge. */
  readonly drawn: boolean;
}

/** Every network's guess of the drawing in one table, with its ten outputs as small bars. */
export function Judges({ judges, opinions, drawn }: Props) {
  return (
    <div class="scroll-x">
      <table class="table judges-table">
        <caption>{summary(judges, opinions)}</caption>
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col">Guess</th>
            <th scope="col">Share</th>
            <th scope="col">The ten digits</th>
          </tr>
        </thead>
        <tbody>
          {judges.map((judge) => (
            <JudgeRow key={judge.key} judge={judge} opinion={opinions.get(judge.key)} drawn={drawn} />
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
}: {
  readonly judge: Judge;
  readonly opinion: Opinion | undefined;
  readonly drawn: boolean;
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
              {guess}
            </b>
          </td>
          <td>
            {outputWords(outputs[guess]!, opinion.shares)}
            {!opinion.shares && ' (score)'}
          </td>
          <td>
            <SmallBars outputs={outputs} shares={opinion.shares} guess={guess} />
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
  readonly shares: boolean;
  readonly guess: number;
}

function SmallBars({ outputs, shares, guess }: BarsProps) {
  // Scores have no natural end: the largest fills its place, and what is below zero has no bar.
  const end = shares ? 1 : Math.max(...outputs) || 1;
  const words = Array.from(outputs, (value, j) => `${j}: ${outputWords(value, shares)}`).join(', ');
  return (
    <div class="judges-bars" role="img" aria-label={words} title={words}>
      {Array.from(outputs, (_, j) => (
        <span key={j} class={j === guess ? 'is-guess' : undefined}>
          <i style={{ height: `${(1.6 * Math.min(1, Math.max(0, outputs[j]! / end) || 0)).toFixed(2)}rem` }} />
          <b>{j}</b>
        </span>
      ))}
    </div>
  );
}

/** `5 of 8 networks say 4, 2 say 9, 1 says 1.` */
export function summary(judges: readonly Judge[], opinions: ReadonlyMap<string, Opinion>): string {
  const votes = new Map<number, number>();
  for (const { key } of judges) {
    const outputs = opinions.get(key)?.outputs;
    if (outputs) votes.set(guessOf(outputs), (votes.get(guessOf(outputs)) ?? 0) + 1);
  }
  if (votes.size === 0) return 'Draw a digit: each network says what it reads.';
  const [first, ...others] = [...votes]
    .sort(([a, n], [b, m]) => m - n || a - b)
    .map(([digit, n]) => ({ digit, n, says: n === 1 ? 'says' : 'say' }));
  const networks = judges.length === 1 ? 'network' : 'networks';
  return `${first!.n} of ${judges.length} ${networks} ${first!.says} ${first!.digit}${others.map(({ digit, n, says }) => `, ${n} ${says} ${digit}`).join('')}.`;
}
