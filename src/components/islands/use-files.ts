import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const filesIn = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])];

/**
 * Takes files that are dropped on the element, or pasted while the focus is within it; true while some hover over it. A file
 * that misses would be opened by the browser, and the page with all that is trained be gone: that is prevented.
 */
export function useFiles(element: RefObject<HTMLElement>, onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const tell = useRef(onFiles);
  tell.current = onFiles;
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
      const files = filesIn(event.dataTransfer);
      if (files.length === 0) return;
      event.preventDefault();
      if (within(event)) tell.current(files);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const files = filesIn(event.clipboardData);
      if (files.length === 0 || !element.current?.contains(document.activeElement)) return;
      event.preventDefault();
      tell.current(files);
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
