import { h } from '../phone/host/dom';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOVES: readonly [label: string, days: number][] = [
  ['明天', 1],
  ['一周后', 7],
  ['一个月后', 30],
];

const CLOCK = '/cloud/clock';
const REFRESH_MS = 10_000;

const dayText = (now: number): string =>
  new Date(now).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });

const read = async (answer: Response): Promise<number | undefined> => {
  if (!answer.ok) return undefined;
  const { now } = (await answer.json().catch(() => ({}))) as { now?: unknown };
  return typeof now === 'number' ? now : undefined;
};

/**
 * Shows the day of the cloud, and moves it on: `onMoved` is told once all that fell due on the way
 * is done. Undefined for a cloud without a clock of its own.
 */
export const clockControl = async (onMoved: () => void): Promise<HTMLElement | undefined> => {
  const now = await fetch(CLOCK).then(read, () => undefined);
  if (now === undefined) return undefined;
  let aheadMs = now - Date.now();
  const today = h('option', { value: '' }, dayText(now));
  const select = h(
    'select',
    { id: 'clock', 'aria-label': '云上的时间：往后移', title: '把云上的时间往后移' },
    today,
    ...MOVES.map(([label, days]) => h('option', { value: String(days) }, `→ ${label}`)),
  );
  select.addEventListener('change', () => {
    const days = Number(select.value);
    select.value = '';
    select.disabled = true;
    today.textContent = '正在往后移…';
    fetch(CLOCK, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ forwardMs: days * DAY_MS }),
    })
      .then(read, () => undefined)
      .then((moved) => {
        today.textContent = moved === undefined ? '没有移成，请再试' : dayText(moved);
        select.disabled = false;
        if (moved === undefined) return;
        aheadMs = moved - Date.now();
        onMoved();
      })
      .catch(console.error);
  });
  setInterval(() => {
    if (!select.disabled) today.textContent = dayText(Date.now() + aheadMs);
  }, REFRESH_MS);
  return select;
};
