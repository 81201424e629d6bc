import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fetchBook, type Book } from '../../../lib/class/book.ts';
import { siteRoot } from '../../islands/site-root.ts';
import { keepMadeClass, madeClass } from '../../../lib/class/kept-class.ts';
import type { ClassFile } from '../../../lib/class/class-file.ts';
import { Lazy } from '../../islands/Lazy.tsx';

const loadTable = async () => (await import('./HandInTable.tsx')).HandInTable;
const loadProjector = async () => (await import('./Projector.tsx')).Projector;
const loadMaker = async () => (await import('./maker/ClassMaker.tsx')).ClassMaker;

/** The page of who teaches: the class file, and what was handed in. */
export function TeacherIsland() {
  const book = useSignal<Book | null>(null);
  const trouble = useSignal('');
  const root = useSignal<URL | null>(null);
  const file = useSignal<ClassFile | null>(null);
  const given = useSignal<ClassFile | null>(null);
  const keep = (made: ClassFile | null): void => {
    file.value = made;
    if (made) keepMadeClass(made);
  };
  useEffect(() => {
    file.value = given.value = madeClass();
    root.value = siteRoot();
    fetchBook(root.value).then(
      (found) => (book.value = found),
      (error: Error) => (trouble.value = error.message),
    );
  }, []);
  if (trouble.value)
    return (
      <p class="notice" role="alert">
        {trouble.value}
      </p>
    );
  if (!book.value || !root.value) return <p role="status">Loading the list of chapters…</p>;
  return (
    <>
      <h2>What was handed in</h2>
      <Lazy load={loadTable} props={{ root: root.value, book: book.value, file: file.value }} />
      <h2>For the projector</h2>
      <Lazy load={loadProjector} props={{ root: root.value, book: book.value }} />
      <h2>The class file</h2>
      <Lazy load={loadMaker} props={{ root: root.value, book: book.value, given: given.value, onFile: keep }} />
    </>
  );
}
