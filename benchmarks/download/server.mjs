// A loopback server in a process of its own: /small/… is 4 KiB after 20 ms, /large/… is 100 MB.
import { createServer } from 'node:http';

const small = Buffer.alloc(4096, 'small');
const large = Buffer.alloc(1e6, 'large');
const LARGE_PIECES = 100;

const server = createServer((request, response) => {
  if (request.url.startsWith('/small/')) {
    setTimeout(() => {
      response.writeHead(200, { 'content-length': small.length });
      response.end(small);
    }, 20);
    return;
  }
  response.writeHead(200, { 'content-length': large.length * LARGE_PIECES });
  let sent = 0;
  const more = () => {
    while (sent < LARGE_PIECES && !response.destroyed) {
      sent++;
      if (sent === LARGE_PIECES) response.end(large);
      else if (!response.write(large)) {
        response.once('drain', more);
        return;
      }
    }
  };
  more();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 1024, () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
