import { raiseScreen, restoreScreen } from '../../../miniprogram/pages/card/screen';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A screen that notes what is done to it. */
const screenAt = (brightness: number) => {
  const screen = { brightness, on: false, captured: 'none' };
  Object.assign(globalThis, {
    wx: {
      getScreenBrightness: () => Promise.resolve({ value: screen.brightness }),
      setScreenBrightness: ({ value }: { value: number }) => {
        screen.brightness = value;
        return Promise.resolve();
      },
      setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) => {
        screen.on = keepScreenOn;
        return Promise.resolve();
      },
      setVisualEffectOnCapture: ({ visualEffect }: { visualEffect: string }) => {
        screen.captured = visualEffect;
      },
    },
  });
  return screen;
};

test('a card is shown bright, on a screen that stays on, and everything is as before afterwards', async () => {
  const screen = screenAt(0.4);
  raiseScreen();
  await settle();
  expect(screen).toEqual({ brightness: 0.95, on: true, captured: 'hidden' });
  restoreScreen();
  await settle();
  expect(screen).toEqual({ brightness: 0.4, on: false, captured: 'none' });
});

test('shown twice, it is restored to what it was before the first time', async () => {
  const screen = screenAt(0.3);
  raiseScreen();
  await settle();
  raiseScreen();
  await settle();
  restoreScreen();
  await settle();
  expect(screen.brightness).toBe(0.3);
});

test('left before its brightness was known, it stays as it is', async () => {
  const screen = screenAt(0.3);
  raiseScreen();
  restoreScreen();
  await settle();
  expect(screen.brightness).toBe(0.3);
});
