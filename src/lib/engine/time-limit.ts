import { EngineLostError } from './engine-lost-error.ts';

/** The promise's result, or an EngineLostError with these words if it takes longer. */
export function withTimeLimit<T>(promise: Promise<T>, seconds: number, words: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new EngineLostError(words)), seconds * 1000);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
