import { createServer, type Socket } from "node:net";

/** A mail as it came: to whom, and its text. */
export interface Letter {
  to: string;
  text: string;
}

/** A mail server that keeps what it is handed, and hands it on to nobody. */
export interface Letterbox {
  url: string;
  letters: Letter[];
  stop: () => Promise<void>;
}

/** Starts one at a free port: as much of SMTP (RFC 5321) as it takes to be handed a mail. */
export async function startLetterbox(): Promise<Letterbox> {
  const letters: Letter[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy()));
    converse(socket, letters);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the letterbox has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}

function converse(socket: Socket, letters: Letter[]): void {
  let [to, waiting] = ["", ""];
  let data: string[] | undefined;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (data && line !== ".") return data.push(line.replace(/^\./, ""));
    if (data) {
      letters.push({ to, text: decoded(data) });
      data = undefined;
      return say("250 taken");
    }
    if (/^DATA/i.test(line)) {
      data = [];
      return say("354 go on");
    }
    to = /^RCPT TO:<(.*?)>/i.exec(line)?.[1] ?? to;
    if (/^QUIT/i.test(line)) return socket.end("221 bye\r\n");
    return say(/^EHLO/i.test(line) ? "250 letterbox.example" : "250 so be it");
  };
  say("220 letterbox.example");
  socket.on("data", (part) => {
    const lines = (waiting + part.toString("latin1")).split("\r\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
}

/** The text of a message of one part, out of quoted-printable. */
function decoded(lines: readonly string[]): string {
  const body = lines
    .slice(lines.indexOf("") + 1)
    .join("\n")
    .replaceAll("=\n", "");
  const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
