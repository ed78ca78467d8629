import { nothing } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { messagesOf } from '../store/message/messages';

/** What a person was told, whether or not a message could be sent. */
export const messageHandlers: Pick<Handlers<'helper'>, 'message.mine'> = {
  'message.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId }) => ({
      items: (await messagesOf(personId)).map(({ kind, at }) => ({ kind, at })),
    }),
  },
};
