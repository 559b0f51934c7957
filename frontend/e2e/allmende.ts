import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

/** A server of one's own, with its own private PostgreSQL and the demonstration in it. */
export interface Allmende {
  url: string;
  /** The password of all people of the demonstration, as the server prints it. */
  password: () => string;
  /** Where the opening officers' key files lie. */
  keys: string;
  /** What it printed so far. */
  output: () => string;
  /** Runs a command of the operator beside it. */
  operates: (...command: string[]) => Promise<string>;
  stop: () => Promise<void>;
}

/** The built program. */
export const binary = process.env.ALLMENDE_BINARY ?? join(import.meta.dirname, "..", "..", "bin", "allmende");

/**
 * Starts the built binary on a free port and a copy of the demonstration, which was loaded once for all. What the
 * environment says beside that is given by `settings`.
 */
export async function startAllmende(settings: Record<string, string> = {}): Promise<Allmende> {
  const parent = dataFolder();
  const data = join(parent, "data");
  // The database's files belong to its own user where root runs it, which copies of Node's lose.
  await promisify(execFile)("cp", ["-a", "--reflink=auto", inject("demonstration"), data]);
  const { url, printed, stop } = await serve(data, settings);
  return {
    url,
    output: printed,
    operates: async (...command) => {
      const env = { ...process.env, ALLMENDE_DATA: data, DATABASE_URL: "" };
      return (await promisify(execFile)(binary, command, { env })).stdout;
    },
    password: () => {
      const [, password] = /all with the password (\S+):/.exec(printed()) ?? [];
      if (!password) throw new Error(`no password in:\n${printed()}`);
      return password;
    },
    keys: join(data, "demo-keys"),
    stop: async () => {
      await stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** Loads the demonstration into a folder that is to be copied, and later to be removed. */
export async function loadDemonstration(): Promise<{ data: string; remove: () => void }> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run "make build" first`);
  const parent = dataFolder();
  const remove = () => rmSync(parent, { recursive: true, force: true });
  const data = join(parent, "data");
  try {
    const { stop } = await serve(data, {});
    await stop();
  } catch (error) {
    remove();
    throw error;
  }
  return { data, remove };
}

/** A folder that whoever owns the database's files may enter. */
function dataFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "allmende-e2e-"));
  chmodSync(parent, 0o755);
  return parent;
}

/** Runs the built binary until it answers; an empty data folder gets the demonstration first. */
async function serve(data: string, settings: Record<string, string>) {
  const port = await freePort();
  const server = spawn(binary, ["serve"], {
    env: {
      ...process.env,
      ...settings,
      ALLMENDE_DATA: data,
      ALLMENDE_LISTEN: `localhost:${port}`,
      DATABASE_URL: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += part.toString();
    });
  }
  const printed = () => output;
  const url = `http://localhost:${port}`;
  await healthy(url, server, printed);
  return { url, printed, stop: () => ended(server) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "localhost", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function healthy(url: string, server: ChildProcess, printed: () => string): Promise<void> {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`the server ended by itself:\n${printed()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await ended(server);
  throw new Error(`the server did not come up:\n${printed()}`);
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGINT");
  });
}
