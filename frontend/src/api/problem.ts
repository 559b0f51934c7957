import type { components } from "./schema.gen";

/** The stable codes with which the server refuses. */
export type FaultCode = components["schemas"]["FaultCode"];

type ProblemDocument = components["schemas"]["Problem"];

/** What never comes from the server: it could not be reached, or did not answer as agreed. */
export type LocalCode = "client.unreachable" | "client.unexpected";

/** A refusal, parsed from an RFC 9457 problem document, or a failure to reach the server at all. */
export class Problem extends Error {
  readonly code: FaultCode | LocalCode;
  /** 0 if there was no answer. */
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string | undefined;
  /** The id of the request, to be quoted to whoever runs the service. */
  readonly instance: string | undefined;
  /** The rule that refused, as "G-FRA". */
  readonly rule: string | undefined;
  /** The input at fault as a dotted path, "lines.0.quantity". */
  readonly field: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** What is wrong with which line of a table that was sent. */
  readonly lines: NonNullable<ProblemDocument["lines"]>;

  constructor(document: Omit<ProblemDocument, "code"> & { code: FaultCode | LocalCode }) {
    super(document.title);
    this.name = "Problem";
    this.code = document.code;
    this.status = document.status;
    this.type = document.type;
    this.title = document.title;
    this.detail = document.detail;
    this.instance = document.instance;
    this.rule = document.rule;
    this.field = document.field;
    this.params = document.params ?? {};
    this.lines = document.lines ?? [];
  }

  /** Whether asking again with the same idempotency key is the right thing: the outcome is not known. */
  get undecided(): boolean {
    return this.status === 0 || this.status >= 500 || this.code === "idempotency.running";
  }
}

/** Reads the problem out of an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (isProblemDocument(body)) return new Problem(body);
  return new Problem({
    type: "about:blank",
    title: response.statusText || "Unexpected answer",
    status: response.status,
    code: "client.unexpected",
  });
}

/** The problem of a request that got no answer. */
export function unreachable(): Problem {
  return new Problem({ type: "about:blank", title: "Unreachable", status: 0, code: "client.unreachable" });
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "status" in body &&
    typeof body.status === "number" &&
    "title" in body &&
    typeof body.title === "string"
  );
}
