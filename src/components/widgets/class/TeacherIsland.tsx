import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fetchBook, type Book } from '../../../lib/class/book.ts';
import { siteRoot } from '../../islands/site-root.ts';
import { ClassMaker } from './ClassMaker.tsx';

/** The page of who teaches: the class file, and what was handed in. */
export function TeacherIsland() {
  const book = useSignal<Book | null>(null);
  const trouble = useSignal('');
  const root = useSignal<URL | null>(null);
  useEffect(() => {
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
  return <ClassMaker root={root.value} book={book.value} onFile={() => undefined} />;
}
