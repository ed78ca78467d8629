import type { WallItem, WishState } from '../../../typings/contract';
import { lightsOf } from '../../../miniprogram/components/light-sky/lights';
import { countedWall, statesOfLight } from '../../../miniprogram/pages/home/view';
import { LIGHTS_PER_BAND, statesOf, Wall, type Band } from '../../../miniprogram/pages/home/wall';
import { campaign } from '../samples';

/** What one `setData` may carry. */
const MOST_BYTES = 20 * 1024;

const wishes = (count: number, first = 0, state: WishState = 'fulfilled'): WallItem[] =>
  Array.from({ length: count }, (_, index) => ({
    wishNo: `W${String(first + index).padStart(9, '0')}`,
    publicText: '想要一盒二十四色的水彩颜料，把窗外的大海画下来送给奶奶'.repeat(3),
    category: 'clothing',
    ageBand: '13-17',
    state,
  }));

const bytesOf = (change: object): number => Buffer.byteLength(JSON.stringify(change));

describe('a wall of 5,000 wishes', () => {
  const wall = new Wall();
  const sent = [wall.begin(wishes(LIGHTS_PER_BAND), new Map())] as object[];
  for (let first = LIGHTS_PER_BAND; first < 5000; first += LIGHTS_PER_BAND) {
    sent.push(wall.add(wishes(Math.min(LIGHTS_PER_BAND, 5000 - first), first)));
  }

  it('comes in pieces of which each is a small setData', () => {
    expect(wall.items).toHaveLength(5000);
    expect(Math.max(...sent.map(bytesOf))).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('takes a piece down to a gap as high, and hangs it again as it was', () => {
    const [path] = Object.keys(wall.turn(40, false, 580));
    expect(wall.turn(40, false, 580)).toEqual({ [path ?? '']: { id: 40, lights: [], gap: 580 } });
    const again = wall.turn(40, true, 0)['bands[40]'] as Band;
    expect(again.lights).toEqual(lightsOf(wishes(LIGHTS_PER_BAND, 40 * LIGHTS_PER_BAND)));
  });

  it('finds any of its wishes', () => {
    expect(wall.find('W000004999')?.wishNo).toBe('W000004999');
    expect(wall.find('W000005000')).toBeUndefined();
  });

  it('carries no words of a wish until one is chosen', () => {
    expect(JSON.stringify(sent)).not.toContain('水彩');
  });
});

describe('a wall of which one kind of light is shown', () => {
  it('leaves out the others, also in the pieces that come later, until it is all shown again', () => {
    const wall = new Wall();
    wall.begin([...wishes(3), ...wishes(2, 3, 'submitted')], new Map());
    expect(wall.only(statesOfLight('fulfilled')).count).toBe(3);
    const added = wall.add([...wishes(1, 10), ...wishes(4, 11, 'returned')])['bands[1]'];
    expect(added?.lights).toHaveLength(1);
    expect(wall.only(statesOfLight('submitted'))).toMatchObject({ count: 6 });
    const { bands, count } = wall.only([]);
    expect(count).toBe(10);
    expect(bands.map(({ lights }) => lights.length)).toEqual([5, 5]);
  });

  it('hangs no wish twice, though the wall was mixed anew between two pieces', () => {
    const wall = new Wall();
    wall.begin(wishes(3), new Map());
    wall.add(wishes(4, 1));
    expect(wall.items.map(({ wishNo }) => wishNo)).toEqual(wishes(5).map(({ wishNo }) => wishNo));
  });
});

describe('a wish that came true', () => {
  it('turns its light on where it was seen unlit before, and only there', () => {
    const before = statesOf(wishes(2, 0, 'ready'));
    const lights = lightsOf(wishes(3), before);
    expect(lights.map(({ kindled }) => kindled)).toEqual([true, true, false]);
    expect(lightsOf(wishes(2), statesOf(wishes(2))).some(({ kindled }) => kindled)).toBe(false);
  });
});

describe('a wall from the counts alone', () => {
  it('has as many lights of each kind as there are wishes', () => {
    const { counts } = campaign({
      fulfilled: 15,
      ready: 10,
      funded: 15,
      approved: 8,
      submitted: 12,
      rejected: 4,
    });
    const items = countedWall(counts, 60);
    const of = (state: WishState): number => items.filter((item) => item.state === state).length;
    expect(items).toHaveLength(60);
    expect([of('fulfilled'), of('ready'), of('approved'), of('rejected')]).toEqual([15, 10, 8, 0]);
  });

  it('keeps their shares where there are more than fit', () => {
    const { counts } = campaign({ fulfilled: 2500, submitted: 2500 });
    const items = countedWall(counts, 60);
    expect(items.filter(({ state }) => state === 'fulfilled')).toHaveLength(30);
  });

  it('is empty where there are none', () => {
    expect(countedWall(campaign().counts, 60)).toEqual([]);
  });
});
