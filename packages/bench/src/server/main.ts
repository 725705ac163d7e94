import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileContent } from './file-content.ts';

/** The server's process: answers after a latency, on the loopback interface only, and ends with its parent. */
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = url.pathname.startsWith('/file');
  setTimeout(
    () => {
      const bytes = Number(url.searchParams.get('bytes') ?? 1024);
      const body = found ? fileContent(url.pathname, bytes) : Buffer.from('Not found');
      response.writeHead(found ? 200 : 404, { connection: 'close', 'content-length': body.byteLength });
      response.end(body);
    },
    Number(url.searchParams.get('latency') ?? 0),
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
// A sweep opens thousands of connections at once: none of them waits for a second try.
server.listen({ port: 0, host: '127.0.0.1', backlog: 16_384 }, () =>
  process.send?.((server.address() as AddressInfo).port),
);
