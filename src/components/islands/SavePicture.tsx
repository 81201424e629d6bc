import type { RefObject } from 'preact';
import type { PictureKind } from './save-picture.ts';

export interface SavePictureProps {
  /** In it is what is saved. */
  readonly box: RefObject<HTMLElement>;
  /** Which part of it; all of it where nothing else is said. */
  readonly part?: string;
  readonly title: string;
}

/** Saves what is drawn in a box as a picture, of pixels or of lines. */
export function SavePicture({ box, part, title }: SavePictureProps) {
  const save = async (kind: PictureKind): Promise<void> => {
    const drawn = part ? box.current?.querySelector(part) : box.current;
    if (drawn) await (await import('./save-picture.ts')).savePicture(drawn, kind, title);
  };
  return (
    <span class="save-picture" data-not-in-pictures>
      Save{' '}
      {(['png', 'svg'] as const).map((kind, n) => (
        <>
          {n > 0 && ' '}
          <button
            class="link-button"
            type="button"
            aria-label={`Save ${title} as ${kind.toUpperCase()}`}
            onClick={() => void save(kind)}
          >
            {kind.toUpperCase()}
          </button>
        </>
      ))}
    </span>
  );
}
