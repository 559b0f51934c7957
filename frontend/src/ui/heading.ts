// A page that is still loading has no heading yet; the wish waits for it.
let wanted = false;

/** Moves the focus to the heading of the page shown, or of the next one that appears. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  wanted = heading === null;
  heading?.focus({ preventScroll: true });
}

/** Tells that a page's heading has appeared; it takes the focus if that was waiting for one. */
export function headingMounted(heading: HTMLElement | null): void {
  if (!wanted || !heading) return;
  wanted = false;
  heading.focus({ preventScroll: true });
}
