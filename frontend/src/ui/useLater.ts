import { useCallback, useEffect, useRef } from "react";

/** Does something after a pause of ms; what is asked for meanwhile takes its place. */
export function useLater(ms: number): (act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (act) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(act, ms);
    },
    [ms],
  );
}
