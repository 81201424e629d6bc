import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fetchBook, type Book } from '../../../../lib/class/book.ts';
import type { ClassFile, ReadClass } from '../../../../lib/class/class-file.ts';
import { CLASS_HASH, classOfHash } from '../../../../lib/class/class-link.ts';
import { classOfHost, keepClass, keptClass, type KeptClass } from '../../../../lib/class/kept-class.ts';
import { troubleWords } from '../../../../lib/class/trouble.ts';
import { NO_PROGRESS } from '../../../../lib/classroom/progress.ts';
import { onProgress } from '../../../../lib/classroom/progress-store.ts';
import { applyToPage } from './apply-to-page.ts';
import { ClassBar } from './ClassBar.tsx';
import { countTries } from './count-tries.ts';

interface Props {
  readonly root: URL;
  /** The part of the page’s address after `#`, which may carry a class. */
  readonly hash: string;
  readonly onShown: (shown: boolean) => void;
}

/** How often the time is looked at: what is due changes by the minute. */
const MINUTE = 60 * 1000; // milliseconds

const hasHostClass = (): boolean => document.documentElement.dataset['class'] !== undefined;

/** The class that the reader is in, and one that a link offers. Nothing of a link’s is kept before the reader joins. */
export function ClassPlace({ root, hash, onShown }: Props) {
  const kept = useSignal<KeptClass | null>(null);
  const offered = useSignal<ReadClass | null>(null);
  const book = useSignal<Book | null>(null);
  const progress = useSignal(NO_PROGRESS);
  const now = useSignal(Date.now());

  const put = (next: KeptClass | null): void => {
    kept.value = next;
    keepClass(next);
  };
  const askHost = async (): Promise<void> => {
    const file = await classOfHost(root);
    const before = kept.value;
    // What is as it was stays: the parts on the page go on.
    if (!file || before?.from === 'link' || JSON.stringify(file) === JSON.stringify(before?.file)) return;
    put({ from: 'host', file });
  };
  useEffect(() => {
    kept.value = keptClass();
    if (hasHostClass()) void askHost();
    // A class that its host has taken away is gone with it.
    else if (kept.value?.from === 'host') put(null);
    const clock = setInterval(() => (now.value = Date.now()), MINUTE);
    const end = onProgress((next) => (progress.value = next));
    return () => {
      clearInterval(clock);
      end();
    };
  }, []);
  useEffect(() => void classOfHash(hash).then((read) => (offered.value = read)), [hash]);

  const file = useComputed<ClassFile | null>(() => kept.value?.file ?? null);
  const shown = file.value !== null || offered.value !== null;
  useEffect(() => onShown(shown), [shown]);
  useEffect(() => {
    if (shown && !book.value)
      fetchBook(root).then(
        (found) => (book.value = found),
        () => undefined,
      ); // without it, no bar
  }, [shown]);
  /** The class whose own parts are on the page. */
  const placed = useSignal<ClassFile | null>(null);
  useEffect(() => {
    if (book.value) void placeParts(file.value, placed.value, book.value).then((done) => (placed.value = done));
  }, [file.value, book.value]);
  useEffect(() => {
    if (book.value) applyToPage(file.value, book.value, progress.value, now.value);
  }, [file.value, book.value, progress.value, now.value, placed.value]);
  useEffect(() => {
    const limiting = file.value;
    if (!limiting?.trainer) return;
    const limited = import('./limit-trainers.ts').then(({ limitTrainers }) => limitTrainers(limiting));
    return () => void limited.then((end) => end());
  }, [file.value]);

  const isIn = file.value !== null;
  useEffect(() => (isIn ? countTries() : undefined), [isIn, placed.value]);

  const forgetOffer = (): void => {
    offered.value = null;
    if (location.hash.startsWith(CLASS_HASH)) history.replaceState(null, '', location.pathname + location.search);
  };
  const join = (joined: ClassFile): void => {
    put({ from: 'link', file: joined });
    forgetOffer();
  };
  const leave = (): void => {
    put(null);
    if (hasHostClass()) void askHost();
  };

  return (
    <>
      {offered.value && (
        <Offer offered={offered.value} instead={file.value?.name ?? null} onJoin={join} onForget={forgetOffer} />
      )}
      {file.value && book.value && (
        <ClassBar
          file={file.value}
          book={book.value}
          progress={progress.value}
          now={now.value}
          root={root}
          {...(kept.value?.from === 'link' ? { onLeave: leave } : {})}
        />
      )}
    </>
  );
}

const hasParts = (file: ClassFile | null): boolean => Boolean(file?.questions ?? file?.ownExercises);

/** Puts the instructor’s own questions and exercises on the page, if there are any, or takes them away; gives whose are there. */
async function placeParts(file: ClassFile | null, before: ClassFile | null, book: Book): Promise<ClassFile | null> {
  if (!hasParts(file) && !before) return null;
  const { placeOwnParts } = await import('./OwnParts.tsx');
  await placeOwnParts(file, book);
  return file;
}

interface OfferProps {
  readonly offered: ReadClass;
  /** The class that the reader is in already. */
  readonly instead: string | null;
  readonly onJoin: (file: ClassFile) => void;
  readonly onForget: () => void;
}

function Offer({ offered, instead, onJoin, onForget }: OfferProps) {
  if ('troubles' in offered)
    return (
      <div class="page class-bar-row" role="alert">
        <p>
          The class in this link cannot be read: ask whoever gave it to you for a new one.{' '}
          {troubleWords(offered.troubles[0])}
        </p>
        <button class="button" type="button" onClick={onForget}>
          Close
        </button>
      </div>
    );
  const { file } = offered;
  return (
    <div class="page class-bar-row" role="group" aria-label="A class to join">
      <p>
        This link is for the class <strong>{file.name}</strong>.{' '}
        {instead === null
          ? 'Join, and the book shows what is due. Nothing you do is sent anywhere.'
          : `You are in the class ${instead}: joining puts this one in its place.`}
      </p>
      <div class="class-bar-choices">
        <button class="button button-primary" type="button" onClick={() => onJoin(file)}>
          Join
        </button>
        <button class="button" type="button" onClick={onForget}>
          Not now
        </button>
      </div>
    </div>
  );
}
