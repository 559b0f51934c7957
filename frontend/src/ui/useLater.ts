import { useCallback, useEffect, useRef } from "react";

/**
 * Does something after a pause of ms; what is asked for meanwhile takes its place. It is forgotten once the
 * address leads to another page, which may still be on its way: else it would call the person back.
 */
export function useLater(ms: number): (act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (act) => {
      const { pathname } = window.location;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        if (window.location.pathname === pathname) act();
      }, ms);
    },
    [ms],
  );
}
