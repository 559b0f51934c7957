import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { body, client, ifMatch, rememberCsrfToken } from "./client";
import { Problem } from "./problem";

const asked: Request[] = [];

function answerWith(answer: () => Response) {
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(request);
    return answer();
  });
}

// Node resolves no address without a host, which a browser takes from the page.
const at = { baseUrl: "http://localhost/api/v1", fetch: (request: Request) => fetch(request) };

beforeEach(() => {
  asked.length = 0;
  rememberCsrfToken(undefined);
});
afterEach(() => vi.unstubAllGlobals());

test("a change carries the session's token and the language", async () => {
  answerWith(() => new Response(null, { status: 204 }));
  rememberCsrfToken("t0ken");
  await client.DELETE("/session", at);
  expect(asked[0]?.headers.get("X-CSRF-Token")).toBe("t0ken");
  expect(asked[0]?.headers.get("Accept-Language")).toMatch(/^(de|en)$/);
});

test("reading needs no token", async () => {
  answerWith(() => Response.json({ items: [] }));
  rememberCsrfToken("t0ken");
  await body(client.GET("/todo", at));
  expect(asked[0]?.headers.has("X-CSRF-Token")).toBe(false);
});

test("a problem document is thrown with code, rule, field and params", async () => {
  const document = {
    type: "/problems/access.forbidden",
    title: "No",
    status: 403,
    code: "access.forbidden",
    rule: "D-1",
    field: "lines.0.quantity",
    params: { remaining: "10.00" },
  };
  answerWith(() => Response.json(document, { status: 403 }));
  const problem = await body(client.GET("/todo", at)).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({
    code: "access.forbidden",
    rule: "D-1",
    field: "lines.0.quantity",
    status: 403,
  });
});

test("an answer of something in between is a problem too", async () => {
  answerWith(() => new Response("<html>502</html>", { status: 502 }));
  await expect(body(client.GET("/todo", at))).rejects.toMatchObject({
    code: "client.unexpected",
    status: 502,
  });
});

test("no answer at all is a problem whose outcome is not known", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(body(client.GET("/todo", at))).rejects.toMatchObject({
    code: "client.unreachable",
    undecided: true,
  });
});

test("a version is matched in quotes", () => {
  expect(ifMatch(3)).toEqual({ "If-Match": '"3"' });
});
