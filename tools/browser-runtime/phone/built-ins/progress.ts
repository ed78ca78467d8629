import { anything, boolean, number, oneOf, string } from './attribute';
import { define } from './define';
import { lengthOf, part, setVariable } from './forms/dom';

const ATTRIBUTES = {
  percent: number(0),
  showInfo: boolean(),
  borderRadius: anything<number | string>(0),
  fontSize: anything<number | string>(16),
  strokeWidth: anything<number | string>(6),
  color: string(),
  activeColor: string(),
  backgroundColor: string(),
  /** Whether it grows to its value instead of standing there. */
  active: boolean(),
  activeMode: oneOf('backwards', 'forwards'),
  /** In ms, for one percent. */
  duration: number(30),
};

/** `<progress>`: how much of something is done. */
export const progress = define({
  tag: 'progress',
  attributes: ATTRIBUTES,
  create({ element, values, emit }) {
    const bar = part('span', 'wx-progress-part');
    const info = part('span', 'wx-progress-info');
    element.append(part('span', 'wx-progress-line', bar), info);
    element.setAttribute('role', 'progressbar');

    let growth: Animation | null = null;
    let from = 0;

    const show = (percent: number): void => {
      growth?.cancel();
      bar.style.width = `${percent}%`;
      if (!values.active) return;
      const start = values.activeMode === 'forwards' ? from : 0;
      growth = bar.animate([{ width: `${start}%` }, { width: `${percent}%` }], {
        duration: Math.abs(percent - start) * values.duration,
      });
      growth.onfinish = () => emit('activeend', { curPercent: percent });
    };

    return {
      update(changed) {
        const percent = Math.min(100, Math.max(0, values.percent));
        element.setAttribute('aria-valuenow', String(percent));
        info.textContent = `${percent}%`;
        info.hidden = !values.showInfo;
        info.style.fontSize = lengthOf(values.fontSize);
        setVariable(element, '--radius', lengthOf(values.borderRadius));
        setVariable(element, '--stroke', lengthOf(values.strokeWidth));
        setVariable(element, '--fill-on', values.activeColor || values.color);
        setVariable(element, '--fill', values.backgroundColor);
        if (changed.has('percent') || changed.has('active')) {
          show(percent);
          from = percent;
        }
      },
      disconnected: () => growth?.cancel(),
    };
  },
});
