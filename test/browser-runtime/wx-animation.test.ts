import { animation } from '../../tools/browser-runtime/phone/wx/animation';

interface Chain {
  [verb: string]: (...values: unknown[]) => Chain;
}

const create = (timing?: object): Chain =>
  animation().createAnimation(timing as never) as unknown as Chain;

test('each step carries its changes and its own timing', () => {
  const chain = create({ duration: 200, timingFunction: 'ease' });
  const data = chain['height']!(120)['opacity']!(0.5)['step']!()['translateX']!(-30)['rotate']!(45)[
    'step'
  ]!({ duration: 50, delay: 10 })['export']!();
  expect(data).toEqual({
    actions: [
      {
        animates: [
          { type: 'style', args: ['height', '120px'] },
          { type: 'style', args: ['opacity', 0.5] },
        ],
        option: {
          transformOrigin: '50% 50% 0',
          transition: { duration: 200, timingFunction: 'ease', delay: 0 },
        },
      },
      {
        animates: [
          { type: 'translateX', args: ['-30px'] },
          { type: 'rotate', args: ['45deg'] },
        ],
        option: {
          transformOrigin: '50% 50% 0',
          transition: { duration: 50, timingFunction: 'ease', delay: 10 },
        },
      },
    ],
  });
});

test('what is exported is not exported again', () => {
  const chain = create();
  chain['width']!('50%')['step']!()['export']!();
  expect(chain['export']!()).toEqual({ actions: [] });
});
