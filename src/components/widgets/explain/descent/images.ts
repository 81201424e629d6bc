import { useEffect, useState } from 'preact/hooks';
import { textToBytes } from '../../digits/bytes.ts';
import { fetchLater } from '../kit/later.ts';
import { unpacked, type Images, type PackedImages } from './model.ts';

/** The 3,000 images, once they are there; or in plain words why they are not. */
export function useImages(): { readonly images: Images | null; readonly problem: string | null } {
  const [images, setImages] = useState<Images | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    fetchLater<PackedImages>('descent').then(
      (sent) => setImages(unpacked(sent, textToBytes)),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, []);
  return { images, problem };
}
