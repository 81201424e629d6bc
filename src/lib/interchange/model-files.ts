import { unzipSync, zipSync } from 'fflate';
import { expectThat, InterchangeError, listed } from './interchange-error.ts';
import { MOST_NUMBERS, type Assumptions, type Model, type ReadModel } from './model.ts';
import { readModelFile } from './sequential.ts';
import { readTensorFlowModel, writeTensorFlowModel, type Files } from './tensorflow.ts';

/** The largest file that is opened: the weights as 64-bit floats, and room for a header. */
const MOST_BYTES = 8 * MOST_NUMBERS + 2 ** 20;

/** Of the weights of a model that is as large as can be, in pieces of 4 MB as TensorFlow.js writes them, far fewer are needed. */
const MOST_FILES = 1000;

/** Throws an InterchangeError for a file that is too large, before it is read. */
export function expectSize(name: string, bytes: number): void {
  expectThat(bytes <= MOST_BYTES, name, `at most ${MOST_BYTES} bytes`, () => `${bytes}`);
}

/** A model's two TensorFlow.js files in one zip, so that they stay together. */
export function zipTensorFlowModel(model: Model, name: string): Uint8Array<ArrayBuffer> {
  const files = writeTensorFlowModel(model, name);
  return zipSync(Object.fromEntries(files), { level: 0 }) as Uint8Array<ArrayBuffer>;
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);

function unzipped(bytes: Uint8Array): Files {
  let total = 0;
  let count = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (++count > MOST_FILES) throw new InterchangeError('zip', `at most ${MOST_FILES} files`, 'more');
        if (!(total <= MOST_BYTES)) throw new InterchangeError('zip', `at most ${MOST_BYTES} bytes unpacked`, 'more');
        return !name.endsWith('/');
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof InterchangeError) throw error;
    throw new InterchangeError('zip', 'a whole zip file', error instanceof Error ? error.message : String(error));
  }
}

/** Names a format that people may well have at hand, and the way from it to one that is read. */
function refuseKnown(files: Files): void {
  for (const [name, bytes] of files) {
    const wanted = 'safetensors, or model.json with weights.bin';
    if (name.endsWith('data.pkl') || startsWith(bytes, 0x80, 0x02))
      throw new InterchangeError(
        'file',
        wanted,
        'a PyTorch pickle: save it with safetensors.torch.save_file(model.state_dict(), …)',
      );
    if (startsWith(bytes, 0x89, 0x48, 0x44, 0x46))
      throw new InterchangeError('file', wanted, 'a Keras HDF5 file: convert it with tensorflowjs_converter');
    if (startsWith(bytes, 0x93, 0x4e, 0x55, 0x4d)) throw new InterchangeError('file', wanted, 'a NumPy array');
  }
}

/**
 * Reads a model from what a reader has chosen: one safetensors file, or `model.json` with its weights, loose or in a zip.
 * Throws an InterchangeError for files that cannot be taken.
 */
export function readModelFiles(chosen: Files, assumptions: Assumptions = {}): ReadModel {
  expectThat(chosen.size > 0, 'files', 'at least one', () => 'none');
  for (const [name, { length }] of chosen) expectSize(name, length);
  const [[, first]] = [...chosen] as [[string, Uint8Array]];
  const files = chosen.size === 1 && isZip(first) ? unzipped(first) : chosen;
  refuseKnown(files);
  if (files !== chosen || [...files.keys()].some((name) => name.endsWith('.json')))
    return readTensorFlowModel(named(files));
  expectThat(files.size === 1, 'files', 'one safetensors file, or model.json with its weights', () =>
    listed([...files.keys()]),
  );
  return readModelFile(first, assumptions);
}

/** Browsers call a second download `model (1).json`: a single JSON file is the model whatever its name. */
function named(files: Files): Files {
  const json = [...files].filter(([name]) => name.endsWith('.json'));
  if (json.length !== 1) return files;
  return new Map([...files].map(([name, bytes]) => [name === json[0]![0] ? 'model.json' : name, bytes]));
}
