/** The floor of any reader: split a file at line feeds and parse every line. `node bench/parse-floor.ts FILE`. */
import { closeSync, openSync, readSync } from 'node:fs';

const fd = openSync(process.argv[2] ?? '', 'r');
let buffer = Buffer.allocUnsafe(1 << 20);
let filled = 0;
let lines = 0;
for (;;) {
  const got = readSync(fd, buffer, filled, buffer.length - filled, null);
  if (got === 0) break;
  filled += got;
  let start = 0;
  for (let feed = buffer.indexOf(10); feed !== -1 && feed < filled; feed = buffer.indexOf(10, start)) {
    try {
      JSON.parse(buffer.toString('utf8', start, feed));
    } catch {
      // malformed lines are part of real transcripts
    }
    lines++;
    start = feed + 1;
  }
  buffer.copyWithin(0, start, filled);
  filled -= start;
  if (filled === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
}
closeSync(fd);
console.log(lines);
