import { Privacy } from '../../tools/browser-runtime/phone/host/privacy';

const keeper = () => ({
  privacyAgreed: false,
  agreePrivacy() {
    this.privacyAgreed = true;
  },
});

describe('consent to the privacy contract', () => {
  test('is not asked for by an app that does not check it', async () => {
    const popup = jest.fn();
    await expect(new Privacy(keeper(), false, popup).allows('chooseMedia')).resolves.toBe(true);
    expect(popup).not.toHaveBeenCalled();
  });

  test('is asked for once by calls that wait together, and kept', async () => {
    const popup = jest.fn(async () => true);
    const privacy = new Privacy(keeper(), true, popup);
    const answers = await Promise.all([privacy.allows('chooseMedia'), privacy.allows('scan')]);
    expect(answers).toEqual([true, true]);
    await privacy.allows('chooseMedia');
    expect(popup).toHaveBeenCalledTimes(1);
  });

  test('a refusal is asked again the next time', async () => {
    const popup = jest.fn(async () => false);
    const privacy = new Privacy(keeper(), true, popup);
    await expect(privacy.allows('chooseMedia')).resolves.toBe(false);
    await expect(privacy.allows('chooseMedia')).resolves.toBe(false);
    expect(popup).toHaveBeenCalledTimes(2);
  });

  test("the app's own popup counts only with a button that was tapped", async () => {
    const privacy = new Privacy(keeper(), true, async () => true);
    privacy.asker = (resolve) => resolve({ event: 'agree', buttonId: 'agree' });
    await expect(privacy.allows('chooseMedia')).resolves.toBe(false);

    privacy.asker = (resolve, { referrer }) => {
      expect(referrer).toBe('chooseMedia');
      resolve({ event: 'exposureAuthorization' });
      privacy.agreeByButton('agree');
      resolve({ event: 'agree', buttonId: 'agree' });
    };
    await expect(privacy.allows('chooseMedia')).resolves.toBe(true);
    expect(privacy.needed).toBe(false);
  });
});
