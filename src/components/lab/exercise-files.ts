import ts from 'typescript';

/** The text of an exercise's three files, without line ends at the end. */
export interface ExerciseFiles {
  /** `<chapter folder>/<exercise folder>`. */
  readonly id: string;
  readonly start: string;
  readonly solution: string;
  /** Without types and comments: every page carries its checks. */
  readonly check: string;
}

const chapters = '../../content/chapters';

const sources: Readonly<Record<string, string>> = import.meta.glob(
  '../../content/chapters/*/*/{start,solution,check}.ts',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

const compilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
} satisfies ts.CompilerOptions;

/** What a program does, without what only its author reads. */
const bare = (program: string): string => ts.transpileModule(program, { compilerOptions }).outputText.trimEnd();

/** Finds an exercise's files among `files`; what is missing is an error that tells the author what to do. */
export function findExercise(files: Readonly<Record<string, string>>, chapter: string, name: string): ExerciseFiles {
  const folder = `${chapters}/${chapter}/${name}`;
  const read = (file: 'start' | 'solution' | 'check'): string => {
    const text = files[`${folder}/${file}.ts`];
    if (text === undefined) {
      const there = Object.keys(files)
        .filter((path) => path.startsWith(`${chapters}/${chapter}/`) && path.endsWith('/start.ts'))
        .map((path) => path.split('/').at(-2));
      throw new Error(
        `<Exercise name="${name}">: expected the file src/content/chapters/${chapter}/${name}/${file}.ts, found none. ` +
          `Write it, or correct the name` +
          (there.length > 0 ? ` (this chapter has: ${there.join(', ')}).` : ' (this chapter has no exercises yet).'),
      );
    }
    return text.trimEnd();
  };
  return { id: `${chapter}/${name}`, start: read('start'), solution: read('solution'), check: bare(read('check')) };
}

/** The files of every exercise, by id. Runs at build time. */
export const allExerciseFiles = (): readonly ExerciseFiles[] =>
  Object.keys(sources)
    .filter((path) => path.endsWith('/start.ts'))
    .toSorted()
    .map((path) => {
      const [chapter = '', name = ''] = path.split('/').slice(-3);
      return findExercise(sources, chapter, name);
    });

/** The files of exercise `name` in `chapter` (folder names). Runs at build time. */
export function exerciseFiles(chapter: string | undefined, name: string | undefined): ExerciseFiles {
  if (!name) {
    throw new Error(
      '<Exercise>: expected a name, found none. Give it the folder beside index.mdx, such as name="update".',
    );
  }
  if (!chapter) {
    throw new Error(
      `<Exercise name="${name}">: expected Astro.locals.chapter, found nothing. ` +
        'The page must set Astro.locals.chapter to the chapter folder before it renders the chapter.',
    );
  }
  return findExercise(sources, chapter, name);
}
