import { count } from '../trainer/format.ts';
import type { Comparison } from './comparison.ts';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));

/** Models side by side: right answers in all and for each digit, and where they differ. */
export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const { images, imagesByDigit, judged, all, none, vote } = comparison;
  return (
    <div>
      <p class="status" id="shelf-comparison-words">
        On {count(images)} test images: {count(all)} are read rightly by every model, {count(none)} by none. If each image got the guess that most of them give it, {count(vote)} would be right ({percent(vote, images)} %).
        The columns 0 to 9 say how many per cent of each digit’s images a model gets right.
      </p>
      <div class="shelf-comparison" tabIndex={0} role="region" aria-label="Comparison of the chosen models">
        <table class="table" aria-describedby="shelf-comparison-words">
          <thead>
            <tr>
              <th scope="col">model</th>
              <th scope="col">right</th>
              <th scope="col">it alone</th>
              <th scope="col">all but it</th>
              {imagesByDigit.map((_, digit) => <th key={digit} scope="col">{digit}</th>)}
            </tr>
          </thead>
          <tbody>
            {judged.map(({ model, correct, correctByDigit, alone, missed }) => (
              <tr key={model.id}>
                <th scope="row">{model.name}</th>
                <td>{count(correct)}</td>
                <td>{count(alone)}</td>
                <td>{count(missed)}</td>
                {correctByDigit.map((right, digit) => <td key={digit}>{percent(right, imagesByDigit[digit]!)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
