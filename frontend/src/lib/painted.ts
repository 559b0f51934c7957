/** Waits until what was just rendered is on the screen, before work begins that holds the browser up. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
