import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A call that came, as it was sent. */
export interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program behind TLS that takes the calls of webhooks. */
export interface Receiver {
  url: string;
  /** The certificate that a server must trust to call it. */
  certificate: string;
  calls: Call[];
  /** What it answers from now on. */
  answers: (status: number) => void;
  stop: () => Promise<void>;
}

/** Starts a receiver at a free port, with a certificate of its own. */
export async function startReceiver(): Promise<Receiver> {
  const folder = mkdtempSync(join(tmpdir(), "allmende-receiver-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const request = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "2",
  ];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...request, ...named, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const calls: Call[] = [];
  let status = 204;
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (asked, answer) => {
      const parts: Buffer[] = [];
      asked.on("data", (part: Buffer) => parts.push(part));
      asked.on("end", () => {
        calls.push({ headers: asked.headers, body: Buffer.concat(parts).toString() });
        answer.writeHead(status).end(status < 300 ? undefined : "kein Platz");
      });
    },
  );
  const port = await listening(server);
  return {
    url: `https://localhost:${port}/allmende`,
    certificate,
    calls,
    answers: (next) => {
      status = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "localhost", () => {
      const address = server.address();
      if (typeof address === "object" && address) resolve(address.port);
      else reject(new Error("no port"));
    });
  });
}

/** The signature that a call must bear, by the Standard Webhooks: written from their text, not from our server's. */
export function signatureOf(secret: string, { headers, body }: Call): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
