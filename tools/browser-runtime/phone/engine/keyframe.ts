/** A keyframe of `this.animate`: CSS properties, and transforms by their names. */
export type AppKeyframe = Record<string, unknown>;

const withUnit =
  (unit: string) =>
  (value: unknown): string =>
    typeof value === 'number' ? `${value}${unit}` : String(value);

/** What a bare number of a transform counts. */
const UNITS: Record<string, string> = {
  rotate: 'deg',
  rotateX: 'deg',
  rotateY: 'deg',
  rotateZ: 'deg',
  scale: '',
  scaleX: '',
  scaleY: '',
  skew: 'deg',
  translate: 'px',
  translateX: 'px',
  translateY: 'px',
};

/** The keyframe as the browser takes it. */
export const browserKeyframe = (frame: AppKeyframe): Keyframe => {
  const transforms: string[] = [];
  const made: Keyframe = {};
  for (const [name, value] of Object.entries(frame)) {
    const unit = UNITS[name];
    if (unit !== undefined) {
      const values: unknown[] = Array.isArray(value) ? value : [value];
      transforms.push(`${name}(${values.map(withUnit(unit)).join(', ')})`);
    } else if (name === 'ease') made.easing = String(value);
    else if (name === 'offset') made.offset = Number(value);
    else made[name] = String(value);
  }
  if (transforms.length > 0) made['transform'] = transforms.join(' ');
  return made;
};
