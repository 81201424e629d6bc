import { useMemo } from 'preact/hooks';
import { textToBytes } from '../digits/bytes.ts';
import { PixelReader } from '../digits/PixelReader.tsx';
import { PixelTable } from '../digits/PixelTable.tsx';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Grey values in base64. */
  readonly pixels: string;
  readonly name: string;
}

/** One digit under the lens, and its 784 numbers as a table. */
export default function Microscope({ id, pixels, name }: Props) {
  const bytes = useMemo(() => textToBytes(pixels), [pixels]);
  return (
    <div class="microscope">
      <PixelReader id={id} pixels={bytes} name={name} />
      <PixelTable pixels={bytes} name={name} />
    </div>
  );
}
