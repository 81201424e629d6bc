import { STUDENT_KEY } from '../storage/names.ts';
import { readText, writeText } from '../storage/text.ts';
import type { Student } from './hand-in.ts';

/** How a student called themselves last. */
export function keptStudent(): Student {
  try {
    const { name, number } = JSON.parse(readText(STUDENT_KEY) ?? '{}') as Record<'name' | 'number', unknown>;
    return {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof number === 'string' ? { number } : {}),
    };
  } catch {
    return {};
  }
}

export const keepStudent = (student: Student): void => void writeText(STUDENT_KEY, JSON.stringify(student));
