/** What there is in the book to choose from: written by the build for the pages of classes. */
export interface BookExercise {
  /** The folder within the chapter’s. */
  readonly name: string;
  readonly title: string;
}

export interface BookChapter {
  /** The folder, such as `03-the-delta-rule`. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** Within the site’s root. */
  readonly path: string;
  readonly exercises: readonly BookExercise[];
  /** By their ids, with their headings. */
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

export type Book = readonly BookChapter[];

/** Fetches it. Errors: the host does not give it. */
export async function fetchBook(root: URL): Promise<Book> {
  const answer = await fetch(new URL('class/book.json', root));
  if (!answer.ok) throw new Error('The list of the book’s chapters did not load. Load this page again.');
  return (await answer.json()) as Book;
}
