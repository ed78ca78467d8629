import { createCall } from '../../../miniprogram/services/call';

/** A carrier that gives these answers one after the other, and counts how often it was asked. */
const carrier = (...answers: (() => unknown)[]) => {
  let asked = 0;
  const carry = async (): Promise<unknown> => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    return answer?.();
  };
  return { carry, asked: () => asked };
};

const dropped = () => {
  throw { errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' };
};
const answered = (data: unknown) => () => ({ ok: true, data });

const NO_PAUSES = [0, 0];

describe('a call', () => {
  it('opens the envelope', async () => {
    const { carry } = carrier(answered({ items: [] }));
    await expect(createCall(carry)('family', 'wish.mine', {})).resolves.toEqual({ items: [] });
  });

  it('carries action and input to the function', async () => {
    const carry = jest.fn(async () => ({ ok: true, data: {} }));
    await createCall(carry)('campaign', 'get', { campaignId: 'c' });
    expect(carry).toHaveBeenCalledWith('campaign', { action: 'get', input: { campaignId: 'c' } });
  });

  it('throws a refusal with its code, sentence and number', async () => {
    const { carry } = carrier(() => ({
      ok: false,
      code: 'INTERNAL',
      message: '系统出了点问题',
      requestId: 'r-1',
    }));
    await expect(createCall(carry)('family', 'me', {})).rejects.toMatchObject({
      code: 'INTERNAL',
      message: '系统出了点问题',
      requestId: 'r-1',
    });
  });

  it('repeats a read that the network dropped', async () => {
    const { carry, asked } = carrier(dropped, answered({ items: [1] }));
    await expect(createCall(carry, NO_PAUSES)('family', 'wish.mine', {})).resolves.toEqual({
      items: [1],
    });
    expect(asked()).toBe(2);
  });

  it('gives up on a read after two repetitions: OFFLINE', async () => {
    const { carry, asked } = carrier(dropped);
    await expect(createCall(carry, NO_PAUSES)('campaign', 'get', {})).rejects.toMatchObject({
      code: 'OFFLINE',
    });
    expect(asked()).toBe(3);
  });

  it('never repeats a write by itself', async () => {
    const { carry, asked } = carrier(dropped);
    const call = createCall(carry, NO_PAUSES);
    for (const [count, input] of [{ requestId: 'r' }, { nonce: 'n' }].entries()) {
      await expect(call('family', 'wish.submit', input)).rejects.toMatchObject({ code: 'OFFLINE' });
      expect(asked()).toBe(count + 1);
    }
  });

  it('never repeats by itself what leaves a trace', async () => {
    const { carry, asked } = carrier(dropped);
    await expect(createCall(carry, NO_PAUSES)('staff', 'wish.open', {})).rejects.toMatchObject({
      code: 'OFFLINE',
    });
    expect(asked()).toBe(1);
  });

  it('does not repeat a refusal', async () => {
    const { carry, asked } = carrier(() => ({ ok: false, code: 'NOT_FOUND', message: '' }));
    await expect(createCall(carry, NO_PAUSES)('campaign', 'get', {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(asked()).toBe(1);
  });

  it('tells a failing cloud from a missing network', async () => {
    const { carry } = carrier(() => {
      throw { errCode: -504002, errMsg: 'function failed' };
    });
    await expect(createCall(carry, NO_PAUSES)('family', 'wish.submit', {})).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  it('does not take what is no envelope for an answer', async () => {
    const { carry } = carrier(() => '<html>');
    await expect(createCall(carry, NO_PAUSES)('family', 'wish.submit', {})).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
