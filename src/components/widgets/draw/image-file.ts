import { readPhoto, type ReadPhoto } from '../../../lib/data/drawing/photo.ts';

/** The largest file that is read. */
const MOST_BYTES = 20e6;

/** Why a file gave no drawing, in the reader's words. */
export class ImageFileError extends Error {}

/** Reads an image file as ink on paper, its longer side brought to `longest` pixels or fewer. Throws an ImageFileError that says what is wrong and what to do. */
export async function readImageFile(file: Blob & { readonly name?: string }, longest: number): Promise<ReadPhoto> {
  const name = file.name ? `“${file.name}”` : 'The picture';
  if (file.size > MOST_BYTES)
    throw new ImageFileError(
      `${name} has ${(file.size / 1e6).toFixed(0)} MB; at most ${MOST_BYTES / 1e6} MB are read. Make it smaller, then try again.`,
    );
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (cause) {
    throw new ImageFileError(`${name} is no image that this browser can read. Take a PNG, JPEG, GIF or WebP file.`, {
      cause,
    });
  }
  try {
    const { data, width, height } = pixelsOf(bitmap, longest);
    const read = readPhoto(data, width, height);
    if (!read)
      throw new ImageFileError(
        `${name} shows nothing that stands out from its background. Take a picture with dark ink on light paper, or light on dark.`,
      );
    return read;
  } finally {
    bitmap.close();
  }
}

function pixelsOf(bitmap: ImageBitmap, longest: number): ImageData {
  const share = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new ImageFileError('This browser gives no access to a picture’s pixels. Draw it instead.');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
