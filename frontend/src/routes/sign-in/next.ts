/** A path of this service: a link to it must not lead those who sign in to somebody else's. */
export function isOwnPath(next: unknown): next is string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next);
}
