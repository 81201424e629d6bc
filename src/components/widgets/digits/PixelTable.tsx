import { useEffect, useRef, useState } from 'preact/hooks';
import { pixelRows, pixelText, sideOf } from './pixels.ts';

interface Props {
  readonly pixels: Uint8Array; // [pixels]
  readonly name: string;
}

/** The numbers of one image as a table to read, hear or copy. The table exists only while it is open. */
export function PixelTable({ pixels, name }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  // It may have been opened before the script was alive.
  useEffect(() => setOpen(details.current?.open ?? false), []);
  const [said, setSaid] = useState('');
  const side = sideOf(pixels);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(pixelText(pixels));
      setSaid(`Copied: ${side} lines of ${side} numbers, with tabs between them.`);
    } catch {
      setSaid('The browser did not allow copying. Select the table and copy it yourself.');
    }
  };

  return (
    <details class="pixel-table needs-js" ref={details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The {pixels.length} numbers as a table</summary>
      {open && (
        <>
          <p class="controls">
            <button type="button" class="button" onClick={() => void copy()}>
              Copy the numbers
            </button>
            <span class="status" role="status">
              {said}
            </span>
          </p>
          <div class="pixel-scroll" tabIndex={0} role="region" aria-label={`Grey values of ${name}`}>
            <table class="table">
              <caption>Grey values, 0 (paper) to 255 (ink). Rows and columns count from 0.</caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span class="visually-hidden">Row</span>
                  </th>
                  {Array.from({ length: side }, (_, column) => (
                    <th scope="col">{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {pixelRows(pixels).map((row, i) => (
                  <tr>
                    <th scope="row">{i}</th>
                    {row.map((grey) => (
                      <td data-zero={grey === 0 ? '' : undefined}>{grey}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </details>
  );
}
