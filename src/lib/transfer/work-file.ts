import { unpackedText } from './gzip-text.ts';
import { fromPackedJson, toPackedJson } from './packed-json.ts';
import { itemOf, type WorkItem } from './work-item.ts';

/** What the first line of a file says. Files of a later version say so there. */
const FORMAT = 'delta-to-depth work';
const VERSION = 1;

/** The most that a file may unpack to: far more than a browser keeps of the book, and less than what fills a memory. */
const MOST_CHARACTERS = 1_000_000_000;
/** Of one line: a network of 16 million weights with what its optimizer remembers. */
const LONGEST_LINE = 300_000_000;

/** Why a file cannot be taken, in words for readers. Nothing has changed. */
export class WorkFileError extends Error {
  override readonly name = 'WorkFileError';
}

/** What was in a file. */
export interface WorkFile {
  /** When it was written, in milliseconds since 1970-01-01 UTC; null where it does not say. */
  readonly savedAt: number | null;
  readonly items: readonly WorkItem[];
  /** Lines, from 1, that hold nothing which the book knows. */
  readonly damaged: readonly number[];
  /** False where the file ends before its last line. */
  readonly isWhole: boolean;
}

/** Writes items as gzip of lines of JSON: a first line that says what it is, an item a line, a last line that counts them. */
export async function writeWork(items: AsyncIterable<WorkItem>, savedAt: number): Promise<Blob> {
  const packing = new CompressionStream('gzip');
  const whole = new Response(packing.readable).blob();
  const writer = packing.writable.getWriter();
  const encoder = new TextEncoder();
  const write = (line: unknown): Promise<void> => writer.write(encoder.encode(`${toPackedJson(line)}\n`));
  await write({ format: FORMAT, version: VERSION, savedAt });
  let count = 0;
  for await (const item of items) {
    await write(item);
    count++;
  }
  await write({ kind: 'end', items: count });
  await writer.close();
  return new Blob([await whole], { type: 'application/gzip' });
}

/** The file's lines, one after the other. Errors: it is longer than any that the book writes. */
async function* linesOf(file: Blob): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  let total = 0;
  for await (const value of unpackedText(file)) {
    total += value.length;
    const lines = value.split('\n');
    for (const [at, text] of lines.entries()) {
      if (at > 0) {
        yield parts.join('');
        parts = [];
        length = 0;
      }
      parts.push(text);
      length += text.length;
    }
    if (total > MOST_CHARACTERS || length > LONGEST_LINE)
      throw new WorkFileError('This file unpacks to more than the book ever writes, so it was not read to its end.');
  }
  if (length > 0) yield parts.join('');
}

function parsed(line: string): unknown {
  try {
    return fromPackedJson(line);
  } catch {
    return undefined;
  }
}

type Loose = Readonly<Record<string, unknown>> | null | undefined;

/** Throws a WorkFileError unless this is the first line of a file that this version of the book can read. */
function readHead(line: string | undefined): number | null {
  const head = parsed(line ?? '') as Loose;
  if (typeof head !== 'object' || head === null || head['format'] !== FORMAT)
    throw new WorkFileError(
      'This is not a file of the book’s work. Choose one that this page has written: its name ends in .jsonl.gz.',
    );
  const { version, savedAt } = head;
  if (typeof version !== 'number' || version > VERSION)
    throw new WorkFileError(
      'This file comes from a newer version of the book. Load this page anew, so that you have that version too, and choose the file again.',
    );
  return typeof savedAt === 'number' && Number.isFinite(savedAt) ? savedAt : null;
}

/**
 * Reads what `writeWork` wrote, packed or unpacked. Lines that cannot be read are left out and named.
 * Errors: WorkFileError when it is another kind of file, a newer version, or too long.
 */
export async function readWork(file: Blob): Promise<WorkFile> {
  const items: WorkItem[] = [];
  const damaged: number[] = [];
  let savedAt: number | null | undefined;
  let isWhole = false;
  let number = 0;
  try {
    for await (const line of linesOf(file)) {
      number++;
      if (savedAt === undefined) {
        savedAt = readHead(line);
        continue;
      }
      const value = parsed(line) as Loose;
      if (value?.['kind'] === 'end') {
        isWhole = value['items'] === number - 2;
        break;
      }
      const item = itemOf(value);
      if (item) items.push(item);
      else damaged.push(number);
    }
  } catch (error) {
    if (error instanceof WorkFileError) throw error;
    // It was cut short, or damaged in the middle: what came before it holds.
  }
  if (savedAt === undefined) readHead(undefined);
  return { savedAt: savedAt ?? null, items, damaged, isWhole };
}
