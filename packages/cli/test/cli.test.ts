import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/table.ts';
import { counterpoint, inFolder, shell } from './run-cli.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('the command counterpoint', () => {
  it('shows its help and its version, and its help without arguments', async () => {
    const help = await counterpoint(['--help']);
    for (const { name, summary } of COMMANDS) {
      expect(help.stdout).toContain(name);
      expect(help.stdout).toContain(summary);
    }
    expect((await counterpoint([])).stdout).toBe(help.stdout);
    expect((await counterpoint(['--version'])).stdout).toBe(`${version}\n`);
  });

  it.each(COMMANDS.map(({ name }) => name))('%s: its help has examples and exit codes', async (name) => {
    const { stdout, stderr, code } = await counterpoint([name, '--help']);
    expect(stdout).toMatch(/\nExamples:\n {2}# .*\n {2}\$ /);
    expect(stdout).toMatch(/\nExit codes:\n {2}\d/);
    expect(stdout).toContain('--help');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('lists the workloads of the bench', async () => {
    expect((await counterpoint(['bench', '--list'])).stdout).toMatch(/^Workloads.*\n\s+counter .*\n\s+sum /);
  });

  it('suggests the near command and the near flag, with the exit code of wrong usage and no stack trace', async () => {
    expect(await counterpoint(['benhc'])).toEqual({
      stdout: '',
      stderr: "counterpoint: unknown command 'benhc'\n(Did you mean bench?)\n",
      code: 2,
    });
    expect(await counterpoint(['bench', '--quik'])).toMatchObject({
      stderr: "counterpoint: unknown option '--quik'\n(Did you mean --quick?)\n",
      code: 2,
    });
  });

  it('tells mistakes as JSON with --json', async () => {
    const { stderr } = await counterpoint(['map', '--json', '--batch', 'many']);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'ERR_USAGE' } });
  });

  it('colours only where it is asked to', async () => {
    const failing = ['map', '-e', 'x => x.y.z'];
    const { stderr: forced } = await counterpoint(failing, {
      input: '{}\n',
      env: { FORCE_COLOR: '1', NO_COLOR: '' },
    });
    expect(forced).toContain('\u001B[31mline 1\u001B[39m');
    const { stderr: refused } = await counterpoint(failing, {
      input: '{}\n',
      env: { FORCE_COLOR: '1', NO_COLOR: '1' },
    });
    expect(refused).not.toContain('\u001B');
  });

  it('is quiet when nobody reads its help', async () => {
    await inFolder(async (folder) => {
      const { stdout, stderr } = await shell('$CLI --help | head -1; $CLI completion bash | head -1', folder);
      expect(stdout).toContain('Usage: counterpoint');
      expect(stderr).toBe('');
    });
  });
});

describe('completion', () => {
  it('completes commands, flags, values and files in bash', async () => {
    await inFolder(async (folder) => {
      const complete = (...words: string[]): string =>
        `COMP_WORDS=(counterpoint ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _counterpoint; echo "\${COMPREPLY[*]}"`;
      const { stdout, stderr } = await shell(
        [
          'source <("$NODE" "$MAIN" completion bash); touch input.jsonl',
          complete('ma'),
          complete('map', '--resume-'),
          complete('map', '--on', 'p'),
          complete('map', 'inp'),
        ].join('\n'),
        folder,
      );
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n')).toEqual(['map', '--resume-failed', 'processes', 'input.jsonl']);
    });
  });

  it.each([
    ['zsh', /'--on\[.*\]:value:\(inline async threads processes auto native cluster\)'/],
    ['fish', /-l on -x -a 'inline async threads processes auto native cluster'/],
  ])('knows every command and the values of flags in %s', async (name, values) => {
    const { stdout } = await counterpoint(['completion', name]);
    for (const command of COMMANDS) expect(stdout).toContain(command.name);
    expect(stdout).toMatch(values);
  });

  it('answers an unknown shell by the ones it knows', async () => {
    const { stderr, code } = await counterpoint(['completion', 'tcsh']);
    expect(stderr).toBe('counterpoint: unknown shell "tcsh": expected bash, zsh or fish\n');
    expect(code).toBe(2);
  });
});
