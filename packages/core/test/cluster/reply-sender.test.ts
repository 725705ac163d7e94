import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { ReplySender } from '../../src/executors/cluster/worker/reply-sender.ts';

const reply = { type: 'report', index: 0, value: 1 } as const;

describe('a reply that the server refuses for a while', () => {
  it('is sent again, and then its stream is prolonged', async () => {
    const commands: string[] = [];
    let streams = 0;
    const redis = {
      async xadd() {
        commands.push('xadd');
        if (commands.length === 1) throw new Error('OOM command not allowed');
        streams++;
      },
      // Answered in a later turn than the refusal before it.
      async expire() {
        commands.push('expire');
        await new Promise((resolve) => setTimeout(resolve, 10));
        return streams;
      },
    };
    const sender = new ReplySender(redis as unknown as Redis, 100, undefined);
    const data = { reply: 'stream', keep: 60 };
    await sender.send('id', data, reply);
    expect(commands).toEqual(['xadd', 'expire', 'xadd', 'expire']);
    await sender.send('id', data, reply);
    expect(commands.slice(4)).toEqual(['xadd']);
  });
});
