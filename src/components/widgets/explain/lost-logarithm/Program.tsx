import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { fixed } from '../kit/numbers.ts';
import { LINES, lossOf, outputsOf, sharesOf, wordsOf, type Ending, type Line } from './model.ts';

interface ProgramProps {
  readonly sums: readonly number[]; // [digits]
  readonly label: number;
}

const LAST: Readonly<Record<Ending, string>> = { softmax: 'Softmax', logSoftmax: 'LogSoftmax' };
const codeOf = (line: Line, ending: Ending): string =>
  ({
    20: `Linear(64, 10), ${LAST[ending]}(dim=1),`,
    26: 'loss_of = NLLLoss()',
    43: 'loss = loss_of(network(x), digits)',
    57: 'shares = exp(logs)',
  })[line];

const total = (values: readonly number[]): string =>
  fixed(
    values.reduce((sum, value) => sum + value, 0),
    2,
  );

/** Four lines of S3's program, and what one image's ten numbers are before and after each. */
export function Program({ sums, label }: ProgramProps) {
  const [ending, setEnding] = useState<Ending>('softmax');
  const [line, setLine] = useState<Line>(20);
  const { notice, setNotice, onReset } = useNotice(() => {
    setEnding('softmax');
    setLine(20);
  });
  const outputs = outputsOf(ending, sums);
  const shares = sharesOf(ending, sums);
  const loss = fixed(lossOf(ending, sums, label), 3);
  const lit = (one: Line): string | undefined => (line === one ? 'is-lit-column' : undefined);
  const choose = (one: Line): void => {
    setLine(one);
    setNotice('Go through all four lines. Then change the word in line 20, and go through them again.');
  };

  return (
    <Frame
      hint="Press the lines one after another, and look at the numbers that each gets and gives."
      notice={notice}
      onReset={onReset}
      actions={
        <button
          type="button"
          class="button"
          onClick={() => {
            const next = ending === 'softmax' ? 'logSoftmax' : 'softmax';
            setEnding(next);
            setLine(20);
            setNotice(
              next === 'logSoftmax'
                ? 'One word changed. Go through the lines again: the loss is above 0 now, and the shares of line 57 add up to 1.'
                : 'As printed again. The loss is below 0, and what line 57 calls shares adds up to more than 11.',
            );
          }}
        >
          {ending === 'softmax' ? 'Write LogSoftmax in line 20' : 'Write Softmax in line 20'}
        </button>
      }
    >
      <div class="log-lines" role="group" aria-label="Four lines of the program">
        {LINES.map((one) => (
          <button key={one} type="button" aria-pressed={line === one} onClick={() => choose(one)}>
            <span class="log-number">{one}</span>
            <code>{codeOf(one, ending)}</code>
          </button>
        ))}
      </div>
      <p class="log-words">{wordsOf(line, ending, sums, label)}</p>
      <table class="log-table">
        <caption>
          One image of the first batch, a {label}, before any training. Lines 26 and 43 make its loss: <b>{loss}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">digit</th>
            <th scope="col" data-symbol="scores">
              its sum
            </th>
            <th scope="col" class={lit(20)}>
              after line 20
            </th>
            <th scope="col" class={lit(57)}>
              after line 57
            </th>
          </tr>
        </thead>
        <tbody>
          {sums.map((value, j) => (
            <tr key={j} class={j === label ? 'is-right' : undefined}>
              <th scope="row">
                {j}
                {j === label && <span class="visually-hidden">, the label</span>}
              </th>
              <td>{fixed(value, 3)}</td>
              <td class={`${lit(20) ?? ''}${j === label && (line === 26 || line === 43) ? ' is-picked' : ''}`}>
                {fixed(outputs[j]!, 3)}
              </td>
              <td class={lit(57)}>{fixed(shares[j]!, 3)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">together</th>
            <td />
            <td class={lit(20)}>{total(outputs)}</td>
            <td class={lit(57)}>{total(shares)}</td>
          </tr>
        </tfoot>
      </table>
    </Frame>
  );
}
