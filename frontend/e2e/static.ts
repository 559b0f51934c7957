import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** What the real server sends with every page; the built pages have to work under it. */
const securityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What a test answers for a call of the interface. */
export interface Answer {
  status: number;
  body?: unknown;
}

/** Serves built files as the real server does; calls under /api are answered by the test. */
export async function serveFiles(
  folder: string,
  answer: (method: string, path: string, body: unknown) => Answer,
) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname.startsWith("/api/")) {
      const { status, body } = answer(request.method ?? "GET", pathname, await json(request));
      const type = status < 400 ? "application/json" : "application/problem+json";
      response.writeHead(status, { "Content-Type": type });
      response.end(body === undefined ? undefined : JSON.stringify(body));
      return;
    }
    const wanted = join(folder, normalize(pathname));
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(folder, "index.html");
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": securityPolicy,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

async function json(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return text === "" ? undefined : JSON.parse(text);
}
