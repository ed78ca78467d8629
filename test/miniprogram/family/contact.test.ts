import type { CampaignContact } from '../../../typings/contract';
import { askForContact, tellFailure } from '../../../miniprogram/services/contact';
import { CallError } from '../../../miniprogram/utils/call-error';

const contact: CampaignContact = { phone: '0755-2600 0000', hours: '工作日 9:00 至 17:00' };

/** A phone that notes what it shows and asks; the cloud answers when it is told to. */
const phone = () => {
  const shown: string[] = [];
  const asked: string[] = [];
  let reply = (): void => undefined;
  Object.assign(globalThis, {
    wx: {
      getStorage: () => Promise.reject(new Error('getStorage:fail data not found')),
      setStorage: () => Promise.resolve(),
      showToast: ({ title }: { title: string }) => void shown.push(title),
      hideToast: () => undefined,
      showModal: ({ content }: { content: string }) => {
        shown.push(content);
        return Promise.resolve({ confirm: false });
      },
      cloud: {
        callFunction: ({ data }: { data: { input: { campaignId: string } } }) => {
          asked.push(data.input.campaignId);
          return new Promise((resolve) => {
            reply = () => resolve({ result: { ok: true, data: { contact } } });
          });
        },
      },
    },
  });
  return { shown, asked, reply: () => reply() };
};

test('the contact of a campaign is asked for once, however many parts of a page want it', async () => {
  const { asked, reply } = phone();
  const both = Promise.all([askForContact('spring'), askForContact('spring')]);
  reply();
  expect(await both).toEqual([contact, contact]);
  expect(await askForContact('spring')).toEqual(contact);
  expect(asked).toEqual(['spring']);
});

test('a failure is told at once, and with the number as soon as that is known', async () => {
  const { shown, reply } = phone();
  const told = tellFailure(new CallError('INTERNAL', ''));
  expect(shown).toEqual(['出了点问题。请稍后再试；一直不行请联系社区工作人员。']);
  await new Promise((resolve) => setTimeout(resolve));
  reply();
  await told;
  expect(shown[1]).toContain(contact.phone);
});
