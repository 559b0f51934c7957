import { type RefObject, useEffect, useRef } from "react";

/** Calls back on what dismisses something opened: a press or the focus outside of it, or Escape. */
export function useDismiss(element: RefObject<HTMLElement | null>, onDismiss: () => void): void {
  const callback = useRef(onDismiss);
  useEffect(() => {
    callback.current = onDismiss;
  });
  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Node && !element.current?.contains(event.target)) callback.current();
    };
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape") callback.current();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", press);
    };
  }, [element]);
}
