import { useEffect, useRef, useState } from 'preact/hooks';
import { effect } from '@preact/signals';
import { bringToForm, type Drawable, type DrawnSteps } from '../../../lib/data/drawing/to-form.ts';
import { DrawingPad } from './DrawingPad.tsx';
import { ImageFileError, readImageFile } from './image-file.ts';
import { Pad } from './pad.ts';
import { Steps } from './Steps.tsx';
import { addSheet } from '../../islands/add-sheet.ts';
import { useFiles } from '../../islands/use-files.ts';
import styles from './draw.css?inline';

addSheet(styles);

/** Time between two readings of the pad while a line is drawn. */
const READ_EVERY = 80; // ms

interface Props {
  readonly id: string;
  /** Whose form drawings are brought to; for another one, make another area. */
  readonly dataSet: Drawable;
  /** Told what the networks are to read: [pixels] in that form, null for an empty pad. */
  readonly onImage: (image: Uint8Array<ArrayBuffer> | null) => void;
}

interface Said {
  readonly words: string;
  readonly bad: boolean;
}

/** A pad to draw on or to lay a picture on, and the steps that bring it to the form of a data set's images. */
export function DrawArea({ id, dataSet, onImage }: Props) {
  const [pad] = useState(() => new Pad(dataSet));
  const { one, many } = dataSet.called;
  const theirs = `the ${many} of ${dataSet.name} are`;
  const [steps, setSteps] = useState<DrawnSteps | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const tell = useRef(onImage);
  tell.current = onImage;

  useEffect(() => {
    let timer: number | undefined;
    const read = (): void => {
      timer = undefined;
      const made = bringToForm(pad.picture, dataSet);
      setSteps(made);
      tell.current(made?.image ?? null);
    };
    const stop = effect(() => {
      if (pad.changes.value > 0) timer ??= window.setTimeout(read, READ_EVERY);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [pad]);

  const take = async (file: File): Promise<void> => {
    setSaid({ words: 'Reading the picture…', bad: false });
    try {
      const { picture, turned } = await readImageFile(file, pad.side);
      pad.lay(picture);
      setSaid({
        words: turned
          ? `The picture was dark on light, so it was turned round: ${theirs} light on dark, ink 255 and paper 0.`
          : `The picture is light on dark, as ${theirs}.`,
        bad: false,
      });
    } catch (error) {
      if (!(error instanceof ImageFileError)) throw error;
      setSaid({ words: error.message, bad: true });
    }
  };
  const root = useRef<HTMLDivElement>(null);
  const over = useFiles(root, ([file]) => void (file && take(file)));
  const clear = (): void => {
    pad.clear();
    setSaid(null);
  };

  return (
    <div class="draw-area" ref={root} data-over={over ? '' : undefined}>
      <DrawingPad id={id} pad={pad} />
      <div class="draw-side">
        <div class="controls">
          <button
            type="button"
            class="button"
            aria-disabled={pad.changes.value >= 0 && pad.canUndo ? undefined : 'true'}
            onClick={() => pad.undo()}
          >
            Undo
          </button>
          <button type="button" class="button" aria-disabled={steps ? undefined : 'true'} onClick={clear}>
            Clear
          </button>
        </div>
        <label class="field draw-file">
          Or an image file: choose, drop or paste it
          <input
            type="file"
            accept="image/*"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file) void take(file);
              currentTarget.value = ''; // so that the same file can be chosen again
            }}
          />
        </label>
        {said &&
          (said.bad ? (
            <p class="notice notice-bad" role="alert">
              {said.words}
            </p>
          ) : (
            <p class="status" role="status">
              {said.words}
            </p>
          ))}
        {steps ? (
          <Steps steps={steps} dataSet={dataSet} />
        ) : (
          <p class="status draw-empty">
            Draw a {one}: its way to the form of {dataSet.name} appears here.
          </p>
        )}
      </div>
    </div>
  );
}
