import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** How much room an element has, in pixels; looked at before it is first painted, and whenever that changes. */
export function useRoom(): { room: RefObject<HTMLDivElement | null>; width: number } {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const look = () => setWidth(element.clientWidth);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { room, width };
}
