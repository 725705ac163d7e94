// A small server to try the example against: node examples/download/serve.mjs; it ends after 60 s, or by the pid in serve.pid.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const server = createServer(({ url }, response) => {
  if (url.endsWith('photo.jpg')) response.end(Buffer.alloc(20_000, url));
  else response.writeHead(404).end();
});
server.listen(8642, '127.0.0.1', () => writeFileSync('serve.pid', String(process.pid)));
setTimeout(() => process.exit(), 60_000).unref();
