import { useEffect, useState } from 'preact/hooks';
import { exerciseHandle } from '../../../lab/page-state.ts';
import { bytesToText } from '../../digits/bytes.ts';
import type { FromSandbox } from './from-sandbox.ts';

/** A program that trains on 60,000 images does so on a few here: a figure wants its functions. */
const IMAGES = 10;

/** How the reader's own function stands with a figure that can run it. */
export type ReaderCode<Value> =
  | { readonly is: 'not run' }
  | { readonly is: 'running' }
  | { readonly is: 'failed'; readonly message: string }
  | { readonly is: 'there'; readonly value: Value };

/** After the last drag. */
const QUIET = 700; // milliseconds

/** A pause after which what changes quickly has come to rest. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(() => value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), QUIET);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/**
 * Runs the reader's own code of an exercise on this page, in the sandbox: as they ran it last themselves, since nothing of
 * theirs runs unasked, and again whenever `using` changes (see `fromSandbox`). `read` looks at what comes back, and throws
 * in plain words where it cannot be used. A long `using` may be a function, the same as long as its text is.
 */
export function useReaderCode<Value>(
  exercise: string,
  using: string | (() => string | Promise<string>),
  read: (value: unknown, pictures: FromSandbox['pictures']) => Value | Promise<Value>,
): ReaderCode<Value> {
  const [code, setCode] = useState<string | null>(null);
  const [state, setState] = useState<ReaderCode<Value>>({ is: 'not run' });
  useEffect(() => {
    const handle = exerciseHandle(exercise);
    let endRan = (): void => undefined;
    const end = handle.subscribe((alive) => {
      endRan();
      endRan = alive?.ran.subscribe(setCode) ?? (() => undefined);
    });
    return () => {
      end();
      endRan();
    };
  }, [exercise]);
  const asked = useRested(using);
  useEffect(() => {
    if (code === null) return setState({ is: 'not run' });
    const stop = new AbortController();
    setState((before) => (before.is === 'there' ? before : { is: 'running' }));
    const run = async (): Promise<Value> => {
      const { fromSandbox } = await import('./from-sandbox.ts');
      const text = typeof asked === 'string' ? asked : await asked();
      const { value, pictures } = await fromSandbox(code, text, { signal: stop.signal, images: IMAGES });
      return read(value, pictures);
    };
    run().then(
      (value) => !stop.signal.aborted && setState({ is: 'there', value }),
      (error: unknown) =>
        !stop.signal.aborted &&
        setState({ is: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => stop.abort();
  }, [code, asked]);
  return state;
}

/** Numbers of this shape, out of what a reader's code has given. Throws in plain words. */
export function numbersOf(value: unknown, length: number, name: string): readonly number[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (list.length < length || !list.slice(0, length).every((one) => typeof one === 'number'))
    throw new TypeError(`${name} should be numbers, at least ${length} of them.`);
  return (list as readonly number[]).slice(0, length);
}

/** The same for rows of numbers. */
export function rowsOf(value: unknown, rows: number, columns: number, name: string): readonly (readonly number[])[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (list.length < rows) throw new TypeError(`${name} should have at least ${rows} rows.`);
  return list.slice(0, rows).map((row, i) => numbersOf(row, columns, `${name}[${i}]`));
}

/** TypeScript for a large array in `using`, exact to the last bit. */
export const floats = (values: Float32Array<ArrayBuffer>): string =>
  `new Float32Array(Uint8Array.from(atob('${bytesToText(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))}'), (one) => one.charCodeAt(0)).buffer)`;

/**
 * TypeScript for `using`: `row(values, length)` and `matrix(rows, height, width)` as readers' code has them, filled up with
 * zeros to the sizes of the chapter's own network, and `plain(value)`, which turns them into lists that JSON knows. What is
 * no finite number becomes null there, and `numbersOf` refuses it.
 */
export const ARRAYS = `
const row = (values: number[], length: number) => Float32Array.from({ length }, (_, i) => values[i] ?? 0);
const matrix = (rows: number[][], height: number, width: number) => Array.from({ length: height }, (_, i) => row(rows[i] ?? [], width));
const plain = (value: any): any => value === null || typeof value !== 'object' ? value : ArrayBuffer.isView(value) || Array.isArray(value) ? Array.from(value as any, plain) : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
const own = (reader: any, name: string) => {
  if (typeof reader[name] !== 'function') throw new Error('There is no exported function named ' + name + '.');
  return reader[name];
};
`;
