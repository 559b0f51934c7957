import { type RefObject, useEffect, useRef } from "react";

/** Takes the focus to what has just taken the place of something else, so that whoever does not see it is there too. */
export function useArrival<E extends HTMLElement>(): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return ref;
}
