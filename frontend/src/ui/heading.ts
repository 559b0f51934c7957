/** What may take the focus when a page is shown. */
interface Arrival {
  /** The field with which work on the page begins, where it has one and typing needs no keyboard put over it. */
  start: boolean;
  /** Failing that, the page's heading. */
  heading: boolean;
}

/** What marks the field with which work on a page begins. */
export const startMark = { "data-starts-page": true } as const;

// A page that is still loading has no heading yet; the wish waits for it.
let awaited: Arrival | null = null;

/** Moves the focus to what the page shown, or the next one that appears, has of what may take it. */
export function arrive(arrival: Arrival): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  awaited = heading ? null : arrival;
  if (!heading) return;
  const target = (arrival.start && startField()) || (arrival.heading && heading);
  if (target) target.focus({ preventScroll: true });
}

/** Tells that a page's heading has appeared, and with it all that stands beside it. */
export function headingMounted(): void {
  if (awaited) arrive(awaited);
}

function startField(): HTMLElement | null {
  if (window.matchMedia("(pointer: coarse)").matches) return null;
  return document.querySelector<HTMLElement>("main [data-starts-page]");
}
