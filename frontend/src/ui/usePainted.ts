import { useEffect, useState, useSyncExternalStore } from "react";
import { subscribePreferences } from "../lib/preferences";

/** What is read off the page's colours, again whenever day turns to night or the person chooses so. */
export function usePainted<Painting>(read: () => Painting): Painting {
  const [painted, setPainted] = useState(read);
  const dark = useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia("(prefers-color-scheme: dark)");
      media.addEventListener("change", changed);
      const forget = subscribePreferences(changed);
      return () => {
        media.removeEventListener("change", changed);
        forget();
      };
    },
    () =>
      `${window.matchMedia("(prefers-color-scheme: dark)").matches} ${document.documentElement.dataset.kernTheme}`,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is the reason to read anew.
  useEffect(() => setPainted(read()), [dark, read]);
  return painted;
}
