import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileContent } from './file-content.ts';

/** The server's process: answers after a latency, on the loopback interface only, and ends with its parent. */
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = url.pathname.startsWith('/file');
  setTimeout(
    () => {
      response.writeHead(found ? 200 : 404, { connection: 'close' });
      response.end(found ? fileContent(url.pathname, Number(url.searchParams.get('bytes') ?? 1024)) : 'Not found');
    },
    Number(url.searchParams.get('latency') ?? 0),
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
