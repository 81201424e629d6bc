import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Size {
  readonly width?: number;
  readonly height: number;
}

/**
 * Draws `children` while they are in view of the console, or nearly so; else an empty place of their size, with
 * `label` for those who cannot see it. However much a run shows, the page draws no more than fits in the console.
 */
export function InView({
  size,
  label,
  children,
}: {
  /** A guess; once drawn, its place is measured. */
  readonly size: Size;
  readonly label: () => string;
  readonly children: ComponentChildren;
}) {
  const place = useRef<HTMLDivElement>(null);
  const measured = useRef(size);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)!.isIntersecting), {
      root: place.current!.closest('.lab-rows'),
      rootMargin: '200px 0px',
    });
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!near) return;
    const { current } = place;
    return () => {
      const { width, height } = current!.getBoundingClientRect();
      if (height > 0) measured.current = { ...(size.width === undefined ? {} : { width }), height };
    };
  }, [near]);
  const { width, height } = measured.current;
  return (
    <div
      ref={place}
      class="lab-in-view"
      style={{
        display: size.width === undefined ? 'block' : 'inline-block',
        ...(near ? {} : { height: `${height}px`, ...(width === undefined ? {} : { width: `${width}px` }) }),
      }}
      {...(near ? {} : { role: 'img', 'aria-label': label() })}
    >
      {near && children}
    </div>
  );
}
