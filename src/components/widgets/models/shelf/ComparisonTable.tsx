import { dataSetNamed } from '../../../../lib/data/data-sets.ts';
import { count } from '../../../words/format.ts';
import type { Comparison } from './comparison.ts';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));

const TOTALS = ['right', 'only this one right', 'only this one wrong'] as const;

/** Models side by side: right answers in all and for each class, and where they differ. Every part says its role: narrow, a row is a card and no longer laid out as a table's. */
export function ComparisonTable({ comparison }: { readonly comparison: Comparison }) {
  const { images, imagesByLabel, judged, all, none, vote } = comparison;
  const { classes } = dataSetNamed(judged[0]?.model.specification.data);
  const titleOf = (label: number): string => classes[label] ?? String(label);
  return (
    <div>
      <p class="status" id="shelf-comparison-words">
        On {count(images)} test images: {count(all)} are read rightly by every model, {count(none)} by none. If each
        image got the guess that most of them give it, {count(vote)} would be right ({percent(vote, images)} %). The
        columns {titleOf(0)} to {titleOf(imagesByLabel.length - 1)} say how many per cent of the images of each a model
        gets right.
      </p>
      <div
        class="shelf-comparison scroll-shadow"
        tabIndex={0}
        role="region"
        aria-label="Comparison of the chosen models"
      >
        <table class="table" role="table" aria-describedby="shelf-comparison-words">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                model
              </th>
              {[...TOTALS, ...imagesByLabel.map((_, label) => titleOf(label))].map((title) => (
                <th key={title} role="columnheader" scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {judged.map(({ model, correct, correctByLabel, alone, missed }) => (
              <tr key={model.id} role="row">
                <th role="rowheader" scope="row">
                  {model.name}
                </th>
                {[correct, alone, missed].map((total, t) => (
                  <td key={TOTALS[t]} role="cell" data-label={TOTALS[t]}>
                    {count(total)}
                  </td>
                ))}
                {correctByLabel.map((right, label) => (
                  <td key={label} role="cell" data-label={titleOf(label)}>
                    {percent(right, imagesByLabel[label]!)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
