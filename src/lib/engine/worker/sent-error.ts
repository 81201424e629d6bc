import { DataError } from '../../data/data-error.ts';
import type { SentError } from './protocol.ts';

export function sendable(error: unknown): SentError {
  if (error instanceof DataError) {
    return {
      name: error.name,
      message: error.message,
      data: { reason: error.reason, file: error.file, remedy: error.remedy },
    };
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

/** The error again on the page's side; a DataError stays one. */
export function received({ name, message, data }: SentError): Error {
  if (data) return new DataError({ ...data, message });
  const error = name === 'RangeError' ? new RangeError(message) : new Error(message);
  error.name = name;
  return error;
}
