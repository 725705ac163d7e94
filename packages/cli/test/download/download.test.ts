import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterpoint, inFolder, node, until, type CliEnd, type RunOptions } from '../run-cli.ts';
import { hostileServer, versionBytes, type HostileServer } from './hostile-server.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/download.mjs', import.meta.url));

let server: HostileServer;
beforeAll(async () => {
  server = await hostileServer();
});
afterAll(() => server.close());

/** Downloads paths of the server into a folder, impatiently. */
function download(
  folder: string,
  paths: readonly string[],
  more: readonly string[] = [],
  options: RunOptions = {},
): Promise<CliEnd> {
  const urls = paths.map((path) => (path.includes(':') ? path : server.url + path));
  const quick = ['retries=2', 'backOffMs=10', 'idleMs=2000', 'deadlineMs=20000'].flatMap((limit) => [
    '--limit',
    limit,
  ]);
  return node([EXAMPLE, '-o', folder, ...quick, ...more, ...urls], options);
}

describe('examples/download.mjs', () => {
  it('saves complete files under their own names and tells of them', async () => {
    await inFolder(async (folder) => {
      const { stdout, stderr, code } = await download(folder, [
        '/a/photo.jpg',
        '/b/photo.jpg',
        '/c/photo.jpg?size=1',
      ]);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      const files = await readdir(folder);
      expect(files).toHaveLength(3);
      for (const file of files) expect(file).toMatch(/^photo\.[0-9a-f]{16}\.jpg$/);
      const rows = stdout
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row) as { file: string; bytes: number; state: string });
      expect(await readFile(rows[1]?.file ?? '', 'utf8')).toBe('/b/photo.jpg');
      expect(rows[1]).toMatchObject({ bytes: 12, state: 'saved' });
      expect((await download(folder, ['/a/photo.jpg'])).stdout).toContain('"state":"kept"');
    });
  });

  it.each([
    ['/status/404', 'ERR_STATUS: expected status 200, got 404', 1],
    ['/status/500', 'ERR_STATUS: expected status 200, got 500', 3],
    ['/status/204', 'ERR_STATUS: expected status 200, got 204', 1],
    ['/truncated/x', 'ERR_TRUNCATED: the body ended after 100000 of 200000 bytes', 3],
    ['/wrong-length/x', 'ERR_TRUNCATED: the body ended after 3 of 10 bytes', 3],
    ['/loop/x', 'ERR_REDIRECT: more than 10 redirects', 11],
    [
      '/to/file%3A%2F%2F%2Fetc%2Fpasswd',
      'ERR_SCHEME: expected http or https, got file: in file:///etc/passwd',
      1,
    ],
    ['/to/ftp%3A%2F%2Flocalhost%2Fx', 'ERR_SCHEME: expected http or https, got ftp:', 1],
    ['/to/http%3A%2F%2F', 'ERR_REDIRECT: a redirect to no URL', 1],
    ['/bomb/x', 'ERR_ENCODING: asked for the bytes as they are, got Content-Encoding: gzip', 1],
  ])('fails for %s and leaves no file under a final name', async (path, message, times) => {
    await inFolder(async (folder) => {
      server.requests.clear();
      const { stderr, code } = await download(folder, [path]);
      expect(stderr).toContain(message);
      expect(code).toBe(1);
      expect((await readdir(folder)).filter((name) => !/\.part(\.json)?$/.test(name))).toEqual([]);
      expect([...server.requests.values()].reduce((sum, count) => sum + count, 0)).toBe(times);
    });
  });

  it('refuses what is no URL, and another scheme', async () => {
    const { stderr, code } = await download('/tmp', ['file:///etc/passwd', 'data:,x', 'no:']);
    expect(stderr.match(/ERR_SCHEME/g)).toHaveLength(3);
    expect(code).toBe(1);
  });

  it('tries again after 429 with Retry-After, and after a reset in mid-body', async () => {
    await inFolder(async (folder) => {
      expect((await download(folder, ['/busy/x', '/reset/x'])).code).toBe(0);
      const texts = await Promise.all(
        (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
      );
      expect(texts.toSorted()).toEqual(['at last', 'whole']);
    });
  });

  it('waits no longer for Retry-After than it was told to', async () => {
    await inFolder(async (folder) => {
      const late = await hostileServer();
      const { stderr, code } = await node([
        EXAMPLE,
        '-o',
        folder,
        '--limit',
        'mostWaitMs=50',
        '--limit',
        'retries=1',
        `${late.url}/status/503`,
      ]);
      expect(stderr).toContain('got 503');
      expect(code).toBe(1);
      await late.close();
    });
  });

  it('takes no more than the length that was announced', async () => {
    await inFolder(async (folder) => {
      const { code } = await download(folder, ['/too-long/x'], ['--limit', 'retries=0']);
      const files = await readdir(folder);
      const whole = files.filter((name) => !name.includes('.part'));
      // Either it is refused, or exactly what was announced is there.
      if (code === 0) expect(await readFile(join(folder, whole[0] ?? ''), 'utf8')).toBe('abc');
      else expect(whole).toEqual([]);
    });
  });

  it('ends a body that never ends, by its size; a slow one by the deadline; a silent one by the answer', async () => {
    await inFolder(async (folder) => {
      const limits = [
        '--limit',
        'maxBytes=1000000',
        '--limit',
        'deadlineMs=1500',
        '--limit',
        'answerMs=500',
        '--limit',
        'retries=0',
      ];
      const { stderr, code } = await download(folder, ['/endless/x', '/slow/x', '/silent/x'], limits);
      expect(stderr).toContain('/endless/x: ERR_TOO_LARGE: larger than 1000000 bytes');
      expect(stderr).toContain('/slow/x: ERR_TIMEOUT: not done after 1500 ms');
      expect(stderr).toContain('/silent/x: ERR_TIMEOUT: no answer for 500 ms');
      expect(stderr).toContain('3 of 3 files were not downloaded');
      expect(code).toBe(1);
    });
  });

  it('never leaves its folder, whatever the name', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'in'));
      const names = [
        '/..%2F..%2Fetc%2Fpasswd',
        '/%2Fetc%2Fpasswd',
        '/CON',
        '/nul.txt',
        '/%FF%FE',
        '/%00x',
        '/.hidden',
        '/-rf',
        '/',
        `/${'n'.repeat(2000)}.txt`,
        '/a.',
        '/%E2%80%AEgpj.exe',
        '/x%5C..%5Cy',
      ];
      const { code } = await download(join(folder, 'in'), names);
      expect(code).toBe(0);
      expect(await readdir(folder)).toEqual(['in']);
      const files = await readdir(join(folder, 'in'));
      expect(files).toHaveLength(names.length);
      for (const file of files) {
        // oxlint-disable-next-line no-control-regex -- the point of the test
        expect(file).not.toMatch(/^[.-]|[\u0000-\u001F/\\:]|[. ]$|^(con|nul)\./i);
        expect(Buffer.byteLength(file)).toBeLessThan(230);
      }
    });
  });

  it('downloads a URL once, however often it is asked for', async () => {
    await inFolder(async (folder) => {
      server.requests.clear();
      const { stdout, code } = await download(folder, ['/slowish/x', '/slowish/x', '/slowish/x']);
      expect(code).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(3);
      expect(server.requests.get('/slowish/x')).toBe(1);
    });
  });

  it('sends no more requests at once than allowed', async () => {
    await inFolder(async (folder) => {
      const own = await hostileServer();
      const urls = Array.from({ length: 30 }, (_, index) => `${own.url}/slowish/${index}`);
      expect((await download(folder, urls, ['-j', '16', '--limit', 'perHost=3'])).code).toBe(0);
      expect(own.mostAtOnce()).toBe(3);
      await own.close();
    });
  });

  it.each([
    ['goes on after kill -9 with the bytes that are there', false],
    ['starts over after kill -9 where the file has changed since', true],
  ])('%s', async (_, changes) => {
    await inFolder(async (folder) => {
      server.version = 1;
      server.ranges.length = 0;
      const first = await download(folder, ['/versioned/file.bin'], [], {
        during: (child) =>
          void until(async () => {
            const part = (await readdir(folder)).find((name) => name.endsWith('.part'));
            return part !== undefined && (await stat(join(folder, part))).size > 500_000;
          }).then(() => child.kill('SIGKILL')),
      });
      expect(first.code).toBeNull();
      expect((await readdir(folder)).every((name) => name.includes('.part'))).toBe(true);
      if (changes) server.version = 2;
      expect((await download(folder, ['/versioned/file.bin'])).code).toBe(0);
      expect(server.ranges).toHaveLength(1);
      const [file = ''] = await readdir(folder);
      expect((await readFile(join(folder, file))).equals(versionBytes(changes ? 2 : 1))).toBe(true);
      expect(await readdir(folder)).toHaveLength(1);
    });
  });

  it('keeps what it has at Ctrl-C and says so by its exit code', async () => {
    await inFolder(async (folder) => {
      const { code } = await download(folder, ['/versioned/file.bin'], [], {
        during: (child) =>
          void until(async () => (await readdir(folder)).some((name) => name.endsWith('.part'))).then(() =>
            child.kill('SIGINT'),
          ),
      });
      expect(code).toBe(130);
      expect((await readdir(folder)).every((name) => name.includes('.part'))).toBe(true);
    });
  });

  it('tells of a full disk and leaves no file under a final name', async ({ skip }) => {
    await inFolder(async (folder) => {
      const disk = join(folder, 'disk');
      await mkdir(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        skip('this machine does not permit mounting a tmpfs of 1 MB');
      }
      try {
        server.version = 1;
        const { stderr, code } = await download(disk, ['/versioned/file.bin']);
        expect(stderr).toContain('ENOSPC');
        expect(code).toBe(1);
        expect((await readdir(disk)).filter((name) => !name.includes('.part'))).toEqual([]);
      } finally {
        execFileSync('umount', [disk]);
      }
    });
  });

  it('tells of a folder that cannot be written', async () => {
    const { stderr, code } = await download('/proc/self/fdinfo', ['/x']);
    expect(stderr).toMatch(/ENOENT|EACCES|EPERM|EROFS/);
    expect(code).toBe(1);
  });

  it('is a function for the shell too', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'urls.txt'), `${server.url}/x/1\n${server.url}/status/404\n`);
      const { stdout, stderr, code } = await counterpoint(['map', EXAMPLE, '--on', 'async', 'urls.txt'], {
        cwd: folder,
        env: { DOWNLOAD_LIMITS: JSON.stringify({ folder: 'got', retries: 0 }) },
      });
      expect(stdout).toContain('"state":"saved"');
      expect(stderr).toContain('urls.txt:2: DownloadError: expected status 200, got 404');
      expect(code).toBe(1);
    });
  });
});
