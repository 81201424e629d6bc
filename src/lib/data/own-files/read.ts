import { unzipSync } from 'fflate';
import { dataSetNamed } from '../data-sets.ts';
import { edgeValues, lightness, readPhoto } from '../drawing/photo.ts';
import { bringToForm, isDrawable } from '../drawing/to-form.ts';
import { isGzip } from '../gzip.ts';
import { idxLabels, idxPictures, isIdx, isOfLabels } from '../idx.ts';
import { MOST_OWN } from '../own-part.ts';

/** A file that the reader gives; of a folder, `name` is its path. */
export interface GivenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** The pixels of a PNG image, [height, width, 4], its longer side no more than `MOST_READ`. */
export interface Decoded {
  readonly rgba: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A file that was not taken, and why. */
export interface Refused {
  readonly name: string;
  readonly why: string;
}

/** What was in the files. */
export interface ReadFiles {
  /** What they may be called together. */
  readonly name: string;
  readonly images: Uint8Array<ArrayBuffer>; // [count, pixels]
  readonly labels: Uint8Array<ArrayBuffer>; // [count]
  /** Of the images, how many were turned from dark on light, and how many were scaled and centred. */
  readonly turned: number;
  readonly formed: number;
  readonly refused: readonly Refused[];
}

/** Larger pictures are made smaller as they are decoded: ten pixels for one of an image, as on the pad. */
export const MOST_READ = 10 * dataSetNamed().side;

const MEGA = 1_000_000;
/** Of one file as it is given, and of everything unpacked. */
const MOST_BYTES = 200 * MEGA;
/** Of one picture. */
const MOST_PICTURE = 20 * MEGA;
/** Pixels a side of a picture, and of an image in an IDX file. */
const MOST_SIDE = 4096;
const MOST_IDX_SIDE = 512;
const MOST_ENTRIES = 2 * MOST_OWN;

const book = dataSetNamed();
const { side, classes } = book;
const PIXELS = side ** 2;
if (!isDrawable(book)) throw new Error('own files: expected a data set with a form, got one without');
const form = book;
const FORM = `${side} x ${side}`;
const LABELS = `${classes[0]} to ${classes.at(-1)}`;

class RefusedError extends Error {}
const refuse = (why: string): never => {
  throw new RefusedError(why);
};

const inMega = (bytes: number): string => `${Math.ceil(bytes / MEGA).toLocaleString('en')} MB`;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => PNG.every((byte, i) => bytes[i] === byte);
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** What systems put into folders and zips of their own accord. */
const OF_SYSTEMS = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** How many bytes may still be unpacked. */
interface Room {
  bytes: number;
}

async function unpackGzip(bytes: Uint8Array<ArrayBuffer>, room: Room): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > room.bytes) refuse(`it unpacks to more than ${inMega(MOST_BYTES)}, which is the most that is read.`);
      parts.push(part.value);
    }
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    refuse('it is damaged: it begins like a gzip file, and cannot be unpacked.');
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  room.bytes -= length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The files of a zip by path. What is larger than it may be is not unpacked: its size is in the zip's own list, and no more is unpacked than that. */
function unpackZip(
  bytes: Uint8Array<ArrayBuffer>,
  room: Room,
  onRefused: (name: string, why: string) => void,
): readonly (readonly [string, Uint8Array<ArrayBuffer>])[] {
  let entries = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (name.endsWith('/') || OF_SYSTEMS.test(name)) return false;
        if (++entries > MOST_ENTRIES)
          return refuse(`it has more than ${MOST_ENTRIES.toLocaleString('en')} files: nothing of it was taken.`);
        if (originalSize > room.bytes) {
          onRefused(
            name,
            `it would unpack to ${inMega(originalSize)}, and all that is read is ${inMega(MOST_BYTES)} together.`,
          );
          return false;
        }
        room.bytes -= originalSize;
        return true;
      },
    });
    return Object.entries(files) as (readonly [string, Uint8Array<ArrayBuffer>])[];
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return refuse('it is damaged, or a zip of a kind that is not read: pack the files again.');
  }
}

/** The label that a path says: the innermost folder that is called like one, else the file's name, if it begins with one. */
export function labelOf(path: string): number | null {
  const parts = path.split('/');
  for (const folder of parts.slice(0, -1).reverse()) {
    const label = classes.indexOf(folder);
    if (label >= 0) return label;
  }
  const [, beginning] = /^(\d+|[a-z]+)(?![\da-z])/i.exec(parts.at(-1)!) ?? [];
  const label = beginning === undefined ? -1 : classes.indexOf(beginning);
  return label >= 0 ? label : null;
}

/** Width and height as a PNG file's header has them. */
function sizeOfPng(bytes: Uint8Array): readonly [width: number, height: number] {
  if (bytes.length < 24) return refuse('it is cut off: it ends within its header.');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

interface Formed {
  readonly image: Uint8Array;
  readonly turned: boolean;
  readonly formed: boolean;
}

/** A picture of any size as an image: as it is where it has the size, else as the pad brings a drawing to it. */
function toImage({ rgba, width, height }: Decoded): Formed {
  if (width === side && height === side) {
    const light = lightness(rgba, PIXELS);
    const edge = [...edgeValues(light, width, height)].sort((a, b) => a - b);
    const turned = edge[edge.length >> 1]! > 127;
    return { image: turned ? light.map((value) => 255 - value) : light, turned, formed: false };
  }
  const read = readPhoto(rgba, width, height);
  const made = read && bringToForm(read.picture, form);
  if (!read || !made)
    return refuse(
      'it shows nothing that stands out from its background: dark ink on light was expected, or light on dark.',
    );
  return { image: made.image, turned: read.turned, formed: true };
}

/** What was given together, without what only says how it is packed. */
function nameOf({ name }: GivenFile): string {
  const [first = '', ...within] = name.split('/');
  return within.length > 0
    ? first
    : first
        .replace(/(\.(zip|gz|png|idx|bin))+$/i, '')
        .replace(/[-_.]?(images|labels)([-_.]?idx\d)?([-_.]?ubyte)?$/i, '') || 'images';
}

/** Of two IDX files that belong together, the names differ in no more than this. */
const pairKey = (name: string): string => name.replace(/images|labels/i, '').replace(/idx[13]/i, '');

interface Collected {
  readonly image: Uint8Array;
  readonly label: number;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Entries = readonly (readonly [name: string, bytes: Bytes])[];

/** Images of two IDX files. Throws an Error that says what is wrong. */
function ofPair([name, images]: Entries[number], [labelsName, labels]: Entries[number]) {
  const { count, rows, columns, pixels } = idxPictures(name, images);
  const answers = idxLabels(labelsName, labels);
  if (answers.length !== count)
    return refuse(`it has ${count} images, and ${labelsName} has ${answers.length} labels: as many were expected.`);
  const strange = answers.findIndex((label) => label >= classes.length);
  if (strange >= 0)
    return refuse(
      `label ${strange + 1} in ${labelsName} is ${answers[strange]}: ${LABELS} was expected. Nothing of the two was taken.`,
    );
  const fits = rows === side && columns === side;
  if (!fits && (rows < 1 || columns < 1 || Math.max(rows, columns) > MOST_IDX_SIDE))
    return refuse(
      `its images are ${rows} x ${columns}: 1 to ${MOST_IDX_SIDE} pixels a side were expected, best ${FORM}.`,
    );
  return Array.from({ length: count }, (_, n) => {
    const ink = pixels.subarray(n * rows * columns, (n + 1) * rows * columns);
    const image = fits
      ? ink
      : (bringToForm({ width: columns, height: rows, ink }, form)?.image ?? new Uint8Array(PIXELS));
    return { image, label: answers[n]!, formed: !fits };
  });
}

/**
 * Reads images with their labels out of files: PNG images by the names of their folders or their own, pairs of IDX files,
 * each of them also within a zip or a gzip file. What cannot be taken is named, with what was expected, and stops nothing
 * else. `decode` throws where a browser finds no image. `tell` hears how many files are done, of how many.
 */
export async function readFiles(
  given: readonly GivenFile[],
  decode: (png: Bytes) => Promise<Decoded>,
  tell: (done: number, of: number) => void = () => undefined,
): Promise<ReadFiles> {
  const refused: Refused[] = [];
  const room: Room = { bytes: MOST_BYTES };
  /** Does `work` for a file; why it could not becomes a line. */
  const attempt = async (name: string, work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      refused.push({ name, why: why.startsWith(`${name}: `) ? why.slice(name.length + 2) : why });
    }
  };
  const entries: [string, Bytes][] = [];
  for (const { name, blob } of given) {
    if (OF_SYSTEMS.test(name)) continue;
    await attempt(name, async () => {
      if (blob.size > MOST_BYTES) refuse(`it has ${inMega(blob.size)}: at most ${inMega(MOST_BYTES)} are read.`);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      if (!isZip(bytes)) entries.push([name, bytes]);
      else
        for (const [path, content] of unpackZip(bytes, room, (inner, why) => refused.push({ name: inner, why })))
          entries.push([path, content]);
    });
  }
  const [pictures, images, labels]: [string, Bytes][][] = [[], [], []];
  for (const [name, packed] of entries.sort(([a], [b]) => (a < b ? -1 : 1)))
    await attempt(name, async () => {
      const bytes = isGzip(packed) ? await unpackGzip(packed, room) : packed;
      if (isPng(bytes)) pictures!.push([name, bytes]);
      else if (isIdx(bytes)) (isOfLabels(bytes) ? labels : images)!.push([name, bytes]);
      else if (isZip(bytes)) refuse('it is a zip within a zip: unpack it, and bring in what is in it.');
      else if (bytes.length === 0) refuse('it is empty: a PNG image or an IDX file was expected.');
      else refuse(`it is no PNG image and no IDX file: it begins with ${beginning(bytes)}.`);
    });

  const found: Collected[] = [];
  let [turned, formed] = [0, 0];
  const take = (some: readonly (Collected & Partial<Formed>)[]): void => {
    if (found.length + some.length > MOST_OWN)
      refuse(
        `with it there would be more than ${MOST_OWN.toLocaleString('en')} images, the most that are kept together.`,
      );
    for (const one of some) {
      found.push({ image: one.image, label: one.label });
      if (one.turned) turned++;
      if (one.formed) formed++;
    }
  };
  const left = new Set(labels!);
  for (const pair of images!) {
    const [name] = pair;
    await attempt(name, () => {
      const alone = images!.length === 1 && labels!.length === 1;
      const partner = labels!.find(([other]) => alone || pairKey(other) === pairKey(name));
      if (!partner) {
        idxPictures(name, pair[1]); // says first what is wrong with the file itself
        return refuse('no file of labels goes with it: give both together, named alike but for “images” and “labels”.');
      }
      left.delete(partner);
      take(ofPair(pair, partner));
    });
  }
  for (const [name, bytes] of left)
    await attempt(name, () => {
      idxLabels(name, bytes);
      refuse('no file of images goes with it: give both together, named alike but for “images” and “labels”.');
    });
  let done = 0;
  for (const [name, bytes] of pictures!) {
    await attempt(name, async () => {
      const label = labelOf(name);
      if (label === null)
        return refuse(
          `it says no label: a folder called ${LABELS} was expected, or a name that begins with one, such as ${classes.at(-1)}-first.png.`,
        );
      const [width, height] = sizeOfPng(bytes);
      if (Math.max(width, height) > MOST_SIDE || bytes.length > MOST_PICTURE)
        refuse(
          `it is ${width} x ${height} pixels, ${inMega(bytes.length)}: at most ${MOST_SIDE} pixels a side and ${inMega(MOST_PICTURE)} are read.`,
        );
      const decoded = await decode(bytes).catch(() =>
        refuse('it begins like a PNG image, and is none that this browser can read.'),
      );
      take([{ ...toImage(decoded), label }]);
    });
    tell(++done, pictures!.length);
  }
  const content = new Uint8Array(found.length * PIXELS);
  found.forEach(({ image }, n) => content.set(image, n * PIXELS));
  return {
    name: given[0] ? nameOf(given[0]) : 'images',
    images: content,
    labels: Uint8Array.from(found, ({ label }) => label),
    turned,
    formed,
    refused,
  };
}

/** What a file begins with, by name where it is known, else in hexadecimal. */
function beginning(bytes: Uint8Array): string {
  const known: readonly (readonly [string, readonly number[]])[] = [
    ['a JPEG image', [0xff, 0xd8, 0xff]],
    ['a GIF image', [0x47, 0x49, 0x46]],
    ['a BMP image', [0x42, 0x4d]],
    ['a PDF file', [0x25, 0x50, 0x44, 0x46]],
  ];
  const [name] = known.find(([, first]) => first.every((byte, i) => bytes[i] === byte)) ?? [];
  const hex = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return name ? `${hex}, as ${name} does` : hex;
}
