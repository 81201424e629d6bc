import { count } from '../../words/format.ts';
import { answerOf } from './reading.ts';

interface ReadingProps {
  readonly classes: readonly string[];
  readonly scores: readonly number[];
}

/** The bars' full length stands for this much, or for the highest score if that is more: the first scores are small. */
const LEAST = 0.25;

/** Ten scores as bars, the highest marked. */
export function Reading({ classes, scores }: ReadingProps) {
  const answer = answerOf(scores);
  const end = Math.max(LEAST, ...scores);
  return (
    <table class="first-bars">
      <caption class="visually-hidden">Score of each class; the highest is the answer</caption>
      <tbody>
        {classes.map((name, j) => (
          <tr key={j} class={j === answer ? 'is-answer' : undefined}>
            <th scope="row">{name}</th>
            <td>
              <span class="first-bar" style={{ inlineSize: `${(100 * Math.max(0, scores[j]!)) / end}%` }} />
            </td>
            <td class="first-score">{scores[j]!.toFixed(2).replace('-', '−')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whose answer it is: `A network that has seen 500 of 60,000 digits`. */
export function whoReads(seen: number, all: number, many: string): string {
  if (seen === 0) return 'A network that has seen nothing';
  return `A network that has seen ${seen === all ? `all ${count(all)}` : `${count(seen)} of ${count(all)}`} ${many}`;
}
