import { Unzip, UnzipInflate } from 'fflate';
import { handInsInText, HandInError, readHandIn, TEXT_BEGINS, type HandIn } from './hand-in.ts';

/** Something that was dropped, by its name: a hand-in, or why it is none, in words for instructors. */
export type Collected =
  { readonly name: string; readonly handIn: HandIn } | { readonly name: string; readonly trouble: string };

/** Of one file within a zip: a hand-in is far smaller, and a picture is no hand-in. */
const MOST_BYTES = 20_000_000;
const MOST_ENTRIES = 5000;
/** Of everything in one zip. */
const MOST_IN_ALL = 1_000_000_000;

/** What systems put into zips of their own accord. */
const OF_SYSTEMS = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

type Entry = { readonly name: string } & ({ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly trouble: string });

/** The files of a zip, one by one: none larger than is allowed is unpacked to its end. */
async function* entriesOf(zip: Blob): AsyncGenerator<Entry> {
  const ready: Entry[] = [];
  let entries = 0;
  let total = 0;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith('/') || OF_SYSTEMS.test(file.name)) return;
    entries++;
    if (entries > MOST_ENTRIES)
      throw new HandInError(`There are more than ${MOST_ENTRIES} files in this zip: the rest was left out.`);
    const parts: Uint8Array[] = [];
    let length = 0;
    file.ondata = (error, part, final) => {
      if (error) {
        ready.push({ name: file.name, trouble: 'It is damaged within the zip.' });
        return;
      }
      length += part.length;
      total += part.length;
      if (total > MOST_IN_ALL)
        throw new HandInError('This zip unpacks to more than a gigabyte: the rest was left out.');
      if (length > MOST_BYTES) {
        file.terminate();
        ready.push({
          name: file.name,
          trouble: 'It unpacks to more than 20 MB, which no hand-in has: it was left out.',
        });
        return;
      }
      parts.push(part);
      if (final) ready.push({ name: file.name, bytes: joined(parts, length) });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const reader = zip.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      unzip.push(value ?? new Uint8Array(0), done);
      yield* ready.splice(0);
      if (done) return;
    }
  } catch (error) {
    yield* ready.splice(0);
    if (error instanceof HandInError) throw error;
    throw new HandInError('This zip is cut off or damaged: what came before is taken, the rest left out.', {
      cause: error,
    });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const troubleOf = (error: unknown): string =>
  error instanceof HandInError ? error.message : 'The browser could not read it.';

async function one(name: string, file: Blob): Promise<Collected> {
  try {
    return { name, handIn: await readHandIn(file) };
  } catch (error) {
    return { name, trouble: troubleOf(error) };
  }
}

/** All hand-ins in a text; a trouble where there is none. */
export async function* collectText(name: string, text: string): AsyncGenerator<Collected> {
  const found = handInsInText(text);
  if (found.length === 0) yield { name, trouble: `No hand-in is in this text: each begins with ${TEXT_BEGINS}` };
  for (const [i, blob] of found.entries()) {
    const own = found.length > 1 ? `${name}, text ${i + 1}` : name;
    if (blob) yield await one(own, blob);
    else yield { name: own, trouble: 'The text was cut off: its end is missing. Ask the student for the file.' };
  }
}

/** One file, whatever is in it: a hand-in, or a text with some. */
async function* collectPlain(name: string, file: Blob): AsyncGenerator<Collected> {
  const head = await file.slice(0, 2).arrayBuffer();
  const [first, second] = new Uint8Array(head);
  const packed = first === 0x1f && second === 0x8b;
  const text = packed || file.size > MOST_BYTES ? '' : await file.text();
  if (text.includes(TEXT_BEGINS) && !text.trimStart().startsWith('{')) yield* collectText(name, text);
  else yield await one(name, file);
}

/** What is in the files that were dropped, one after the other: hand-ins, zips of them, texts. Nothing stops the rest. */
export async function* collect(
  files: readonly { readonly name: string; readonly blob: Blob }[],
): AsyncGenerator<Collected> {
  for (const { name, blob } of files) {
    const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
    if (!isZip(head)) {
      yield* collectPlain(name, blob);
      continue;
    }
    try {
      for await (const entry of entriesOf(blob)) {
        const own = `${name}: ${entry.name}`;
        if ('trouble' in entry) yield { name: own, trouble: entry.trouble };
        else if (isZip(entry.bytes))
          yield { name: own, trouble: 'This is a zip within the zip: unpack it, and drop what is in it.' };
        else yield* collectPlain(own, new Blob([entry.bytes]));
      }
    } catch (error) {
      yield { name, trouble: troubleOf(error) };
    }
  }
}
