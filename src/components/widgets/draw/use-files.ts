import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const fileIn = (data: DataTransfer | null): File | undefined => [...(data?.files ?? [])][0];

/**
 * Takes a file that is dropped on the element, or pasted while the focus is within it; true while one hovers over it. A file
 * that misses would be opened by the browser, and the page with all that is trained be gone: that is prevented.
 */
export function useFiles(element: RefObject<HTMLElement>, onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const tell = useRef(onFile);
  tell.current = onFile;
  useEffect(() => {
    const within = (event: Event): boolean =>
      event.target instanceof Node && (element.current?.contains(event.target) ?? false);
    const onOver = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(within(event));
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      const file = fileIn(event.dataTransfer);
      if (!file) return;
      event.preventDefault();
      if (within(event)) tell.current(file);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const file = fileIn(event.clipboardData);
      if (!file || !element.current?.contains(document.activeElement)) return;
      event.preventDefault();
      tell.current(file);
    };
    addEventListener('dragover', onOver);
    addEventListener('drop', onDrop);
    addEventListener('paste', onPaste);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('drop', onDrop);
      removeEventListener('paste', onPaste);
    };
  }, [element]);
  return over;
}
