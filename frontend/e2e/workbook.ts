import { crc32, inflateRawSync } from "node:zlib";

/** A member of an archive. */
interface Member {
  name: string;
  content: Buffer;
}

/** A workbook with numbers in cells of its first sheet, as a bidder fills it in: the cells are there and empty. */
export function filled(workbook: Buffer, numbers: Readonly<Record<string, string>>): Buffer {
  return archived(
    membersOf(workbook).map(({ name, content }) => {
      if (!name.endsWith("worksheets/sheet1.xml")) return { name, content };
      let sheet = content.toString();
      for (const [cell, number] of Object.entries(numbers)) sheet = withNumber(sheet, cell, number);
      return { name, content: Buffer.from(sheet) };
    }),
  );
}

function withNumber(sheet: string, cell: string, number: string): string {
  const place = new RegExp(`<c r="${cell}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`);
  if (!place.test(sheet)) throw new Error(`the sheet has no cell ${cell}`);
  return sheet.replace(place, (_, style = "") => `<c r="${cell}"${style}><v>${number}</v></c>`);
}

/** The members of a ZIP archive, by its directory at the end. */
function membersOf(archive: Buffer): Member[] {
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  const members: Member[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as Three;
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const raw = archive.subarray(start, start + packed);
    members.push({
      name: archive.toString("utf8", at + 46, at + 46 + name),
      content: method === 0 ? raw : inflateRawSync(raw),
    });
    at += 46 + name + extra + comment;
  }
  return members;
}

type Three = [number, number, number]; // of three fields there are three values

/** An archive of members that are not packed. */
function archived(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of members) {
    const title = Buffer.from(name);
    const sizes = Buffer.alloc(26);
    sizes.writeUInt16LE(20); // the version that is needed
    sizes.writeUInt32LE(crc32(content), 10);
    sizes.writeUInt32LE(content.length, 14);
    sizes.writeUInt32LE(content.length, 18);
    sizes.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    parts.push(Buffer.from("PK\u0003\u0004"), sizes, title, content);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), sizes, rest, title);
    offset += 30 + title.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from("PK\u0005\u0006"), end]);
}
